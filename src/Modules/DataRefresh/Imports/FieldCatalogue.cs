using static DataRefresh.Imports.ImportField;

namespace DataRefresh.Imports;

/// <summary>One field of a kind of file, and what its column is called elsewhere: the likelier a name, the earlier it stands.</summary>
/// <param name="Names">As <see cref="HeaderNames.Normalise"/> leaves them; in English, French, Dutch and Polish.</param>
internal sealed record FieldNames(ImportField Field, params string[] Names);

/// <summary>Which fields each kind of file has, what is needed at least, and how columns are known by their names.</summary>
internal static class FieldCatalogue
{
    private static readonly FieldNames AccountCode = new(
        Account, "code", "account code", "account id", "account number", "account no", "account nr", "nominal code", "gl account", "gl code",
        "code compte", "numero de compte", "numero compte", "n compte", "no compte", "n de compte", "compte general", "identifiant du compte",
        "rekeningnummer", "rekeningnr", "rekening nr", "grootboekrekening", "grootboeknummer", "grootboek", "algemene rekening", "rekening id",
        "kod", "kod konta", "numer konta", "nr konta", "symbol konta", "konto ksiegowe", "identyfikator konta",
        "account", "compte", "rekening", "konto");

    private static readonly FieldNames Name = new(
        AccountName, "account name", "nominal name", "intitule", "intitule du compte", "libelle du compte", "libelle compte", "nom du compte",
        "rekeningnaam", "naam rekening", "omschrijving rekening", "rekeningomschrijving", "nazwa konta", "opis konta",
        "account", "compte", "rekening", "konto", "name", "nom", "naam", "nazwa");

    // In a ledger these are about the line.
    private static readonly FieldNames NameOrDescription = Name with { Names = [.. Name.Names, "libelle", "omschrijving", "description", "opis"] };

    private static readonly FieldNames DebitNames = new(
        Debit, "debit", "debits", "debit amount", "amount debit", "dr", "montant debit", "mouvement debit", "mouvements debit", "total debit",
        "debet", "debetbedrag", "bedrag debet", "debit eur", "debet eur", "winien", "wn", "kwota wn", "obroty wn", "strona wn", "obroty winien");

    private static readonly FieldNames CreditNames = new(
        Credit, "credit", "credits", "credit amount", "amount credit", "cr", "montant credit", "mouvement credit", "mouvements credit", "total credit",
        "creditbedrag", "bedrag credit", "credit eur", "ma", "kwota ma", "obroty ma", "strona ma");

    private static readonly FieldNames CurrencyNames = new(Currency, "currency", "currency code", "devise", "monnaie", "munt", "valuta", "waluta");

    private static readonly FieldNames[] TrialBalanceFields =
    [
        AccountCode,
        NameOrDescription,
        new(AccountKind, "kind", "type", "account type", "soort", "rodzaj", "typ", "type de compte", "soort rekening", "rodzaj konta"),
        new(Opening, "opening", "opening balance", "balance brought forward", "ouverture", "solde d ouverture", "solde initial", "solde ouverture", "report",
            "begin", "beginsaldo", "openingssaldo", "openingsbalans", "bilans otwarcia", "bo", "saldo poczatkowe", "saldo otwarcia"),
        DebitNames,
        CreditNames,
        new(Closing, "closing", "closing balance", "balance", "net balance", "ending balance", "cloture", "solde", "solde final", "solde de cloture",
            "einde", "saldo", "eindsaldo", "saldo koncowe", "saldo na koniec", "bilans zamkniecia"),
        new(ClosingDebit, "closing debit", "debit balance", "balance debit", "solde debiteur", "solde debit", "debetsaldo", "saldo debet", "saldo wn", "saldo winien", "saldo koncowe wn"),
        new(ClosingCredit, "closing credit", "credit balance", "balance credit", "solde crediteur", "solde credit", "creditsaldo", "saldo credit", "saldo ma", "saldo koncowe ma"),
        CurrencyNames,
    ];

    private static readonly FieldNames[] LedgerFields =
    [
        new(Date, "date", "posting date", "entry date", "transaction date", "booking date", "document date", "date d ecriture", "date ecriture", "date comptable", "date piece",
            "datum", "boekdatum", "boekingsdatum", "transactiedatum", "data", "data ksiegowania", "data operacji", "data dokumentu"),
        AccountCode,
        Name,
        DebitNames,
        CreditNames,
        new(Amount, "amount", "net amount", "signed amount", "montant", "bedrag", "kwota", "balance", "solde", "saldo"),
        new(Entry, "entry", "entry id", "entry number", "entry no", "journal entry", "transaction", "transaction id", "transaction number", "document number", "document no", "voucher", "document",
            "ecriture", "numero d ecriture", "n ecriture", "n piece", "numero de piece", "piece", "no piece",
            "boeking", "boekingsnummer", "boekstuk", "boekstuknummer", "stuknummer", "documentnummer",
            "zapis", "numer zapisu", "numer dokumentu", "nr dokumentu", "numer dowodu", "dowod"),
        new(Line, "line", "line number", "line no", "ligne", "numero de ligne", "regel", "regelnummer", "pozycja", "lp", "numer pozycji"),
        new(Journal, "journal", "journal code", "code journal", "dagboek", "dagboekcode", "dziennik"),
        new(Description, "description", "narrative", "memo", "details", "text", "reference", "libelle", "libelle ecriture", "communication", "omschrijving", "boekingstekst", "tekst", "mededeling", "opis", "tresc", "opis operacji"),
        CurrencyNames,
        new(OriginalAmount, "original amount", "foreign amount", "montant d origine", "montant en devise", "oorspronkelijk bedrag", "bedrag vreemde valuta", "kwota w walucie"),
        new(OriginalCurrency, "original currency", "foreign currency", "devise d origine", "oorspronkelijke valuta", "vreemde valuta", "waluta oryginalna"),
        new(PartyId, "party id", "customer id", "supplier id", "third party", "tiers", "compte tiers", "code tiers", "relatie", "klantnummer", "leveranciersnummer", "kontrahent", "kod kontrahenta"),
        new(Source, "source", "source type", "origine", "bron", "zrodlo"),
        new(SourceId, "source id", "identifiant de l origine", "bron id", "identyfikator zrodla"),
    ];

    public static IReadOnlyList<FieldNames> Of(UploadKind kind) => kind switch
    {
        UploadKind.TrialBalance => TrialBalanceFields,
        UploadKind.Ledger => LedgerFields,
        UploadKind.SalesInvoices => Invoices(
            "customer", "customer name", "client", "nom du client", "nom client", "debtor", "klant", "klantnaam", "naam klant", "debiteur", "klient", "nabywca", "nazwa klienta", "odbiorca"),
        _ => Invoices(
            "supplier", "supplier name", "vendor", "vendor name", "creditor", "fournisseur", "nom du fournisseur", "nom fournisseur", "leverancier", "leveranciersnaam", "naam leverancier", "crediteur", "dostawca", "sprzedawca", "nazwa dostawcy"),
    };

    /// <summary>What a mapping must have: of each entry one of the alternatives, whole.</summary>
    public static IReadOnlyList<ImportField[][]> NeedsOf(UploadKind kind) => kind switch
    {
        UploadKind.TrialBalance => [[[Account], [AccountName]], [[Debit, Credit], [Closing], [ClosingDebit, ClosingCredit]]],
        UploadKind.Ledger => [[[Date]], [[Account], [AccountName]], [[Debit, Credit], [Amount]]],
        _ => [[[Number], [Id]], [[Party]], [[IssuedOn]], [[Total], [Net]]],
    };

    private static FieldNames[] Invoices(params string[] parties) =>
    [
        new(Number, "number", "invoice number", "invoice no", "invoice nr", "invoice", "document number", "document no", "numero", "numero de facture", "numero facture", "n facture", "no facture", "facture", "numero de piece",
            "nummer", "factuurnummer", "factuurnr", "factuur", "numer", "numer faktury", "nr faktury", "faktura", "numer dokumentu", "reference", "referentie"),
        new(Party, [.. parties, "name", "nom", "naam", "nazwa", "kontrahent", "company", "relation", "relatie", "tiers"]),
        new(IssuedOn, "issued on", "issue date", "invoice date", "date", "document date", "emise le", "date de facture", "date facture", "date d emission", "factuurdatum", "datum", "data wystawienia", "data faktury", "data"),
        new(DueOn, "due on", "due date", "payment due", "echeance", "date d echeance", "date echeance", "vervaldatum", "vervaldag", "termin platnosci", "data platnosci"),
        new(Net, "net", "net amount", "amount excl vat", "total excl vat", "subtotal", "excl vat", "hors taxe", "ht", "montant ht", "total ht", "montant hors tva", "htva", "netto", "nettobedrag", "excl btw", "bedrag excl btw", "totaal excl btw", "kwota netto", "wartosc netto"),
        new(Tax, "tax", "vat", "vat amount", "tax amount", "taxe", "tva", "montant tva", "btw", "btw bedrag", "btw-bedrag", "podatek", "vat kwota", "kwota vat"),
        new(Total, "invoice total", "total", "total amount", "gross", "gross amount", "total incl vat", "amount incl vat", "amount", "facture total", "montant ttc", "total ttc", "ttc", "montant", "tvac", "total tvac",
            "factuur totaal", "totaal", "totaalbedrag", "bruto", "incl btw", "bedrag incl btw", "totaal incl btw", "bedrag", "faktura razem", "razem", "brutto", "kwota brutto", "wartosc brutto", "kwota"),
        new(Due, "invoice to pay", "amount due", "open amount", "outstanding", "outstanding amount", "balance due", "balance", "facture reste du", "reste du", "solde", "montant ouvert", "solde ouvert", "montant du",
            "factuur te betalen", "te betalen", "openstaand", "openstaand bedrag", "saldo", "faktura do zaplaty", "do zaplaty", "pozostalo do zaplaty", "kwota do zaplaty", "naleznosc"),
        new(PaidOn, "paid on", "payment date", "payee le", "date de paiement", "betaald op", "betaaldatum", "oplacono", "data zaplaty"),
        new(Status, "status", "state", "statut", "etat", "stan"),
        CurrencyNames,
        new(Line, "line", "line number", "ligne", "regel", "pozycja", "lp"),
        new(Description, "description", "line description", "libelle", "omschrijving", "opis"),
        new(Quantity, "quantity", "quantite", "aantal", "ilosc"),
        new(Account, "account id", "account code", "account", "identifiant du compte", "compte", "rekening id", "rekening", "identyfikator konta", "konto"),
        new(PartyId, "party id", "customer id", "customer number", "supplier id", "supplier number", "code client", "code fournisseur", "klantnummer", "leveranciersnummer", "identyfikator kontrahenta"),
        new(Id, "id", "invoice id", "identifiant", "identyfikator"),
    ];
}
