using System.Globalization;
using DataRefresh.Contracts;
using Engagements.Contracts;
using FluentValidation;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Web;

namespace Engagements.Engaging;

/// <summary>What an engagement's form or JSON body says, as it was typed.</summary>
public record EngagementForm
{
    public string? Title { get; init; }

    /// <summary>The id of one of the customer's contacts, or nothing.</summary>
    public string? ContactId { get; init; }

    /// <summary>The id of a staff user.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Ids of staff users.</summary>
    public List<string>? Team { get; init; }

    /// <summary>Code of an accounting package.</summary>
    public string? Package { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>Financials, SpendDetail or Both.</summary>
    public string? Scope { get; init; }

    /// <summary>Date (2026-12-31) since when contract and agreement cover this data provision, or nothing.</summary>
    public string? LegalCoverOn { get; init; }

    public string? LegalCoverNote { get; init; }

    /// <summary>First month of the financial year, 1 to 12.</summary>
    public string? FinancialYearStart { get; init; }

    /// <summary>Date (2026-12-31), or nothing: from the start of the previous financial year.</summary>
    public string? ReadFrom { get; init; }

    /// <summary>The version that the form was filled from.</summary>
    public string? Version { get; init; }

    internal static EngagementForm Of(Engagement engagement) => new()
    {
        Title = engagement.Title,
        ContactId = engagement.ContactId?.ToString(),
        OwnerId = engagement.OwnerId.ToString(),
        Team = [.. engagement.Team.Select(m => m.StaffId.ToString())],
        Package = engagement.Package,
        ExternalId = engagement.ExternalId,
        Scope = engagement.Scope.ToString(),
        LegalCoverOn = Dates.Write(engagement.LegalCoverOn),
        LegalCoverNote = engagement.LegalCoverNote,
        FinancialYearStart = engagement.FinancialYearStart.ToString(CultureInfo.InvariantCulture),
        ReadFrom = Dates.Write(engagement.ReadFrom),
        Version = engagement.Version.ToString(CultureInfo.InvariantCulture),
    };

    internal Guid? Contact => Guid.TryParse(ContactId, out var id) ? id : null;

    /// <summary>Only after the rules have passed.</summary>
    internal EngagementFacts ToFacts() => new(
        Title!.Trim(), Contact, Guid.Parse(OwnerId!), [.. (Team ?? []).Select(Guid.Parse).Distinct()], Package!, Clean(ExternalId),
        Enum.Parse<RequestedScope>(Scope!, true), Dates.Parse(LegalCoverOn), Clean(LegalCoverNote),
        int.Parse(FinancialYearStart!, CultureInfo.InvariantCulture), Dates.Parse(ReadFrom));

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

internal abstract class EngagementRules<TCommand> : AbstractValidator<TCommand>
    where TCommand : EngagementForm
{
    protected EngagementRules(IStringLocalizer<Text> words, TimeProvider clock, Current current)
    {
        RuleFor(e => e.Title).NotEmpty().WithMessage(_ => words["Title_Missing"]).MaximumLength(200).WithMessage(_ => words["Text_TooLong", 200]);
        RuleFor(e => e.ContactId).Must(id => string.IsNullOrWhiteSpace(id) || Guid.TryParse(id, out _)).WithMessage(_ => words["Contact_Unknown"]);
        RuleFor(e => e.OwnerId).Must(id => Guid.TryParse(id, out _)).WithMessage(_ => words["Owner_Missing"]);
        RuleFor(e => e.Team).Must(team => team is null || team.All(id => Guid.TryParse(id, out _))).WithMessage(_ => words["Staff_Unknown"]);
        RuleFor(e => e.Package).Must(code => AccountingPackages.Find(code) is not null).WithMessage(_ => words["Package_Missing"]);
        RuleFor(e => e.ExternalId).MaximumLength(100).WithMessage(_ => words["Text_TooLong", 100]);
        RuleFor(e => e.Scope).Must(scope => Enum.TryParse<RequestedScope>(scope, true, out var s) && Enum.IsDefined(s)).WithMessage(_ => words["Scope_Missing"]);
        RuleFor(e => e.LegalCoverOn).Must(IsDateOrNothing).WithMessage(_ => words["Date_Invalid"])
            .Must(d => Dates.Parse(d) is not { } date || date <= clock.Today(current.Person)).WithMessage(_ => words["Cover_Future"]);
        RuleFor(e => e.LegalCoverNote).MaximumLength(500).WithMessage(_ => words["Text_TooLong", 500]);
        RuleFor(e => e.FinancialYearStart)
            .Must(m => int.TryParse(m, NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12)
            .WithMessage(_ => words["Month_Invalid"]);
        RuleFor(e => e.ReadFrom).Must(IsDateOrNothing).WithMessage(_ => words["Date_Invalid"])
            .Must(d => Dates.Parse(d) is not { } date || date <= clock.Today(current.Person)).WithMessage(_ => words["ReadFrom_Future"]);
    }

    private static bool IsDateOrNothing(string? text) => string.IsNullOrWhiteSpace(text) || Dates.Parse(text) is not null;
}
