namespace VendorSimulator.Codat.Contracts;

internal sealed record ReportLineDto(string? AccountId, string Name, decimal Value, IReadOnlyList<ReportLineDto> Items);

internal sealed record BalanceSheetDto(string Date, ReportLineDto Assets, ReportLineDto Liabilities, decimal NetAssets, ReportLineDto Equity);

internal sealed record BalanceSheetsDto(
    string Currency, IReadOnlyList<BalanceSheetDto> Reports, string MostRecentAvailableMonth, string EarliestAvailableMonth);

internal sealed record ProfitAndLossDto(
    string FromDate,
    string ToDate,
    ReportLineDto Income,
    ReportLineDto CostOfSales,
    decimal GrossProfit,
    ReportLineDto Expenses,
    decimal NetOperatingProfit,
    ReportLineDto OtherExpenses,
    ReportLineDto OtherIncome,
    decimal NetOtherIncome,
    decimal NetProfit);

internal sealed record ProfitAndLossesDto(
    IReadOnlyList<ProfitAndLossDto> Reports,
    string ReportBasis,
    string Currency,
    string MostRecentAvailableMonth,
    string EarliestAvailableMonth);

internal sealed record AgedDetailDto(string Name, decimal Amount);

internal sealed record AgedAmountDto(string FromDate, string ToDate, decimal Amount, IReadOnlyList<AgedDetailDto> Details);

internal sealed record AgedCurrencyDto(string Currency, IReadOnlyList<AgedAmountDto> AgedOutstandingAmounts);

internal sealed record AgedDebtorDto(string CustomerId, string CustomerName, IReadOnlyList<AgedCurrencyDto> AgedCurrencyOutstanding);

internal sealed record AgedCreditorDto(string SupplierId, string SupplierName, IReadOnlyList<AgedCurrencyDto> AgedCurrencyOutstanding);

internal sealed record AgedReportDto<T>(string Generated, string ReportDate, IReadOnlyList<T> Data);
