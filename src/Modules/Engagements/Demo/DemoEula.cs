using Engagements.Eula;

namespace Engagements.Demo;

/// <summary>The words of the demo's agreement. No lawyer has seen them.</summary>
internal static class DemoEula
{
    public static EulaTexts Texts(int number) => number == 1
        ? new EulaTexts(
            "# Your data\n\nWe read your accounting data when you connect your accounting package or upload a file.\n\n# Your rights\n\nYou can see what was read and end the connection at any time.",
            "# Vos données\n\nNous lisons vos données comptables lorsque vous reliez votre logiciel ou déposez un fichier.\n\n# Vos droits\n\nVous pouvez voir ce qui a été lu et mettre fin à la connexion à tout moment.",
            "# Uw gegevens\n\nWij lezen uw boekhoudgegevens wanneer u uw boekhoudpakket koppelt of een bestand oplaadt.\n\n# Uw rechten\n\nU kunt zien wat werd gelezen en de koppeling op elk moment beëindigen.",
            "# Twoje dane\n\nOdczytujemy Twoje dane księgowe, gdy połączysz program księgowy lub prześlesz plik.\n\n# Twoje prawa\n\nW każdej chwili możesz sprawdzić, co odczytano, i zakończyć połączenie.")
        : new EulaTexts(
            "# Your data\n\nWe read your accounting data when you connect your accounting package or upload a file.\n\n# New: data refresh\n\nAfter you have connected your package, we may refresh your data ourselves, at most once a day, without any action by you.\n\n# Your rights\n\nYou can see what was read and when, and end the connection at any time.",
            "# Vos données\n\nNous lisons vos données comptables lorsque vous reliez votre logiciel ou déposez un fichier.\n\n# Nouveau : l’actualisation des données\n\nUne fois votre logiciel relié, nous pouvons actualiser nous-mêmes vos données, au plus une fois par jour, sans intervention de votre part.\n\n# Vos droits\n\nVous pouvez voir ce qui a été lu et quand, et mettre fin à la connexion à tout moment.",
            "# Uw gegevens\n\nWij lezen uw boekhoudgegevens wanneer u uw boekhoudpakket koppelt of een bestand oplaadt.\n\n# Nieuw: gegevens verversen\n\nNadat u uw pakket hebt gekoppeld, mogen wij uw gegevens zelf verversen, hoogstens één keer per dag, zonder dat u iets hoeft te doen.\n\n# Uw rechten\n\nU kunt zien wat werd gelezen en wanneer, en de koppeling op elk moment beëindigen.",
            "# Twoje dane\n\nOdczytujemy Twoje dane księgowe, gdy połączysz program księgowy lub prześlesz plik.\n\n# Nowość: odświeżanie danych\n\nPo połączeniu programu możemy sami odświeżać Twoje dane, najwyżej raz dziennie, bez Twojego udziału.\n\n# Twoje prawa\n\nW każdej chwili możesz sprawdzić, co i kiedy odczytano, i zakończyć połączenie.");
}
