using Engagements.Contacts;
using Engagements.Engaging;
using Engagements.Firms;

namespace Engagements.Demo;

/// <summary>Who gets what in the demo, the same at every run.</summary>
internal sealed class DemoPlan(StaffUser admin, IReadOnlyList<StaffUser> staff, DateTimeOffset now)
{
    public StaffUser Admin => admin;

    public DateTimeOffset Now => now;

    public bool IsMain => admin.Email == "admin@demo.example";

    public List<Engagement> Engagements { get; } = [];

    public Dictionary<Guid, Contact> Contacts { get; } = [];

    private IReadOnlyList<StaffUser> Others { get; } = [.. staff.Where(s => !s.Email.StartsWith("owner@", StringComparison.Ordinal) && !s.Email.StartsWith("viewer@", StringComparison.Ordinal))];

    /// <summary>The relationship manager owns every fifth customer's engagements.</summary>
    public Guid Owner(int i) => i % 5 == 2 ? By("owner@") : Others[i % Others.Count].Id;

    public Guid? Responsible(int i) => i % 7 == 6 ? null : Owner(i);

    /// <summary>The viewer sees some engagements through the team, and so does the relationship manager.</summary>
    public IReadOnlyCollection<Guid> Team(int i) => (i % 6) switch
    {
        1 => [By("viewer@")],
        2 => [By("manager@")],
        4 => [By("owner@"), By("viewer@")],
        _ => [],
    };

    /// <summary>When the contact was asked for data; null where nobody asked. One waits, one let the time run out.</summary>
    public DateTimeOffset? AskedAt(int i) => !IsMain ? null : (i % 8) switch
    {
        3 when i < 20 => Now.AddDays(-2),
        3 => Now.AddDays(-33),
        _ when i == 0 => Now.AddDays(-1),
        _ => null,
    };

    public static bool HasCover(int i) => i is not (7 or 23 or 41);

    /// <summary>The first two, one contact's, wait for the newest version; so do four others, of whom some accepted none.</summary>
    public bool Accepts(int i, int number) => !IsMain || i switch
    {
        0 or 1 or 17 => number == 1,
        29 or 38 or 52 => false,
        _ => true,
    };

    private Guid By(string start) => (staff.FirstOrDefault(s => s.Email.StartsWith(start, StringComparison.Ordinal)) ?? admin).Id;
}
