namespace Engagements.Demo;

/// <summary>An invented customer: no person and no firm of this name is meant, and every address is reserved for tests.</summary>
/// <param name="Contact">Whoever acts for it.</param>
internal sealed record DemoName(string Name, string Contact, string Language, string Country, string City);

/// <summary>
/// Names as firms really have them, in several scripts, and some that break software which trusts names: formulas,
/// markup, quotes, right-to-left text, very long ones.
/// </summary>
internal static class DemoNames
{
    public static readonly DemoName[] Companies =
    [
        new("Brouwerij Het Anker & Zonen", "Lotte Vermeulen", "nl", "BE", "Mechelen"),
        new("Bakkerij De Gouden Korst", "Bram Claes", "nl", "BE", "Gent"),
        new("Fietsen Zonder Grenzen", "Sanne Wouters", "nl", "BE", "Leuven"),
        new("Garage Peeters-De Smedt", "Jef Peeters", "nl", "BE", "Aalst"),
        new("Boekhandel 't Stille Water", "Mieke Hermans", "nl", "BE", "Brugge"),
        new("Drukkerij Inktvis", "Tom Maes", "nl", "BE", "Hasselt"),
        new("Tuinen van Ooit", "Els Goossens", "nl", "BE", "Kortrijk"),
        new("Koffiebranderij Noorderlicht", "Daan de Wit", "nl", "NL", "Utrecht"),
        new("Scheepswerf De Drie Ankers", "Femke Visser", "nl", "NL", "Rotterdam"),
        new("Kaashandel Van der Weide", "Ruben van der Weide", "nl", "NL", "Gouda"),
        new("Boulangerie Éclair d’Été", "Chloé Lambert", "fr", "BE", "Namur"),
        new("Menuiserie Hêtre & Chêne", "Noé Dubois", "fr", "BE", "Liège"),
        new("Pharmacie du Vieux Pont", "Zoé Renard", "fr", "BE", "Tournai"),
        new("Transports Ardenne Express", "Loïc Marchal", "fr", "BE", "Bastogne"),
        new("Cirque des Étoiles", "Maëlle Petit", "fr", "FR", "Lille"),
        new("Ateliers Œuvre Noire", "Théo Garnier", "fr", "FR", "Lyon"),
        new("Fromagerie Où Ça", "Inès Moreau", "fr", "FR", "Rennes"),
        new("L’Île aux Livres", "Raphaël Brun", "fr", "FR", "Nantes"),
        new("Vignobles Saint-Été", "Agathe Colin", "fr", "FR", "Bordeaux"),
        new("Piekarnia Złoty Kłos", "Zofia Wiśniewska", "pl", "PL", "Łódź"),
        new("Stolarnia Żuraw i Synowie", "Jan Żuraw", "pl", "PL", "Gdańsk"),
        new("Księgarnia Pod Żółtą Łódką", "Oliwia Dąbek", "pl", "PL", "Kraków"),
        new("Warsztat Źródło", "Kacper Ździebło", "pl", "PL", "Wrocław"),
        new("Ogrody Śnieżynka", "Hanna Święcka", "pl", "PL", "Poznań"),
        new("Transport Ćwikła Sp. z o.o.", "Szymon Ćwikła", "pl", "PL", "Lublin"),
        new("Apteka Pod Białym Łabędziem", "Maja Łabędź", "pl", "PL", "Toruń"),
        new("Usługi Informatyczne Ń", "Filip Kończak", "pl", "PL", "Katowice"),
        new("Harbour & Finch Ltd", "Amelia Finch", "en", "GB", "Bristol"),
        new("Thistle Bakery", "Callum Reid", "en", "GB", "Edinburgh"),
        new("O’Malley’s Boats", "Aoife O’Malley", "en", "IE", "Galway"),
        new("Copper Kettle Brewing", "Owen Price", "en", "GB", "Cardiff"),
        new("Zwölf Mühlen GmbH", "Jürgen Müller", "en", "DE", "Köln"),
        new("Straßenbau Süß & Größ", "Änne Größ", "en", "DE", "Aachen"),
        new("Kjøkken og Øl", "Bjørn Åsheim", "en", "NO", "Bergen"),
        new("Smörgås & Ångström AB", "Åsa Öberg", "en", "SE", "Malmö"),
        new("Pekařství Příliš Žluťoučký", "Tomáš Říha", "en", "CZ", "Brno"),
        new("Șantierul Țărănesc", "Ioana Țepeș", "en", "RO", "Iași"),
        new("Győri Kürtőskalács Kft.", "Bálint Szűcs", "en", "HU", "Győr"),
        new("İstanbul Işık Çırağı", "Gülşen Işık", "en", "TR", "İstanbul"),
        new("Καφενείο Η Ωραία Θέα", "Ελένη Παπά", "en", "GR", "Αθήνα"),
        new("Ελαιώνες του Νότου", "Γιώργος Ψαράς", "en", "GR", "Καλαμάτα"),
        new("Хлібна Оселя", "Олена Гай", "en", "UA", "Львів"),
        new("Пекара Златно Класје", "Јована Његић", "en", "RS", "Нови Сад"),
        new("Българска Роза ЕООД", "Димитър Щърбов", "en", "BG", "Пловдив"),
        new("株式会社さくら商店", "桜井 花子", "en", "BE", "Brussel"),
        new("مخبز النور", "ليلى حداد", "fr", "BE", "Bruxelles"),
        new("מאפיית הגליל", "נועה לוי", "en", "BE", "Antwerpen"),
        new("=SUM(A1) GmbH", "Robert Tables", "en", "DE", "Bonn"),
        new("<script>alert(1)</script> BV", "Ann \"Quote\" O'Hara", "nl", "NL", "Delft"),
        new("'; DROP TABLE customers; --", "Percy Cent", "en", "GB", "Leeds"),
        new("100% Natural_Foods [UK]", "Una Derscore", "en", "GB", "York"),
        new("Société Très Longue et Presque Sans Fin des Fabricants Réunis de Parapluies, de Paraboles et de Paravents du Grand Nord", "Léonie Longfellow", "fr", "FR", "Dunkerque"),
    ];

    /// <summary>Customers who are persons: first and last name.</summary>
    public static readonly (string First, string Last, string Language, string Country, string City)[] Persons =
    [
        ("Emma", "Van Acker", "nl", "BE", "Oostende"),
        ("Victor", "Delacroix", "fr", "BE", "Mons"),
        ("Łucja", "Świerk", "pl", "PL", "Sopot"),
        ("Niamh", "Ó Súilleabháin", "en", "IE", "Cork"),
        ("Zoë", "d’Hondt", "nl", "BE", "Ieper"),
        ("Élodie", "Lefèvre", "fr", "FR", "Metz"),
        ("Σοφία", "Αγγέλου", "en", "GR", "Πάτρα"),
        ("Michał", "Gżegżółka", "pl", "PL", "Opole"),
    ];
}
