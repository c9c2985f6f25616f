using VendorSimulator.Books;

namespace VendorSimulator.Companies;

/// <summary>Countries of the prebuilt companies, with parts of which their trade names are made.</summary>
internal static class Countries
{
    internal sealed record TradeNames(Country Country, string LegalForm, string[] Trades, string[] Names);

    public static readonly IReadOnlyList<TradeNames> All =
    [
        new(new("Belgium", "BE", "EUR", 21, "Mechelen", "BE0"), "BV",
            ["Bakkerij", "Garage", "Drukkerij", "Tuincentrum", "Schrijnwerkerij", "Fietsatelier"],
            ["De Zilveren Reiger", "Molenakker", "Vijf Linden", "'t Kompas", "Noordzeelicht", "De Blauwe Ceder"]),
        new(new("Belgium", "BE", "EUR", 21, "Namur", "BE0"), "SRL",
            ["Brasserie", "Menuiserie", "Imprimerie", "Pépinière", "Chocolaterie", "Atelier"],
            ["Sept Érables", "Mosane d'Or", "Le Grand Héron", "Clairbois", "L'Étoile Fauve", "Pont-de-Grès"]),
        new(new("Netherlands", "NL", "EUR", 21, "Zwolle", "NL"), "B.V.",
            ["Installatietechniek", "Kwekerij", "Transport", "Bouwbedrijf", "Rederij", "Kaashandel"],
            ["Windvaan", "Oeverlicht", "Klaverblad & Zn", "Hollands Spoor Noord", "Waterkers", "Zeven Dijken"]),
        new(new("France", "FR", "EUR", 20, "Rennes", "FR"), "SARL",
            ["Boulangerie", "Serrurerie", "Librairie", "Domaine", "Carrelage", "Optique"],
            ["Aux Trois Moulins", "Bleu Garance", "Côte Émeraude", "La Huppe", "Vent d'Autan", "Œil de Bœuf"]),
        new(new("Germany", "DE", "EUR", 19, "Leipzig", "DE"), "GmbH",
            ["Elektrotechnik", "Tischlerei", "Getränkehandel", "Gartenbau", "Messtechnik", "Fahrzeugbau"],
            ["Grünspecht", "Über der Brücke", "Weißdorn", "Silbermöwe", "Nordlicht Süd", "Haselgrund"]),
        new(new("Poland", "PL", "PLN", 23, "Gdańsk", "PL"), "Sp. z o.o.",
            ["Piekarnia", "Stolarnia", "Hurtownia", "Warsztat", "Drukarnia", "Szkółka"],
            ["Złota Łąka", "Pod Dębem", "Źródło", "Żuraw", "Księżyc", "Biały Bór"]),
        new(new("United Kingdom", "GB", "GBP", 20, "Bristol", "GB"), "Ltd",
            ["Joinery", "Brewery", "Print Works", "Nurseries", "Cycles", "Dental Lab"],
            ["Harrowmere", "Tern & Tide", "O'Quillan's", "Saltmarsh", "Nine Elders", "Copperfinch"]),
        new(new("Greece", "GR", "EUR", 24, "Πάτρα", "EL"), "Ε.Π.Ε.",
            ["Αρτοποιείο", "Ελαιοτριβείο", "Τυπογραφείο", "Ξυλουργείο", "Οινοποιείο", "Φυτώριο"],
            ["Γαλάζιος Γλάρος", "Επτά Πεύκα", "Χρυσή Άμμος", "Ανατολή", "Μικρός Φάρος", "Πέτρινο Γεφύρι"]),
        new(new("Bulgaria", "BG", "EUR", 20, "Пловдив", "BG"), "ООД",
            ["Пекарна", "Мебели", "Печатница", "Разсадник", "Транспорт", "Мелница"],
            ["Синя Чайка", "Стария Дъб", "Роза и Тимян", "Бял Камък", "Северен Вятър", "Три Извора"]),
        new(new("Luxembourg", "LU", "EUR", 17, "Esch-sur-Alzette", "LU"), "S.à r.l.",
            ["Traiteur", "Ferblanterie", "Architecture", "Horlogerie", "Vitrerie", "Logistique"],
            ["Uelzechtdall", "Rosport Bleu", "Kräizbierg", "Sauerwiss", "Dräi Eechen", "Mosel-Ufer"]),
    ];
}
