using DataRefresh.Refreshes;
using DataRefresh.Relationships;

namespace DataRefresh.Remedies;

internal static class Troubles
{
    /// <summary>
    /// Codes of what stands between an engagement and fresh data: what blocks it now, in the order in which to act, and first
    /// the last trouble, unless that says the same.
    /// </summary>
    public static IReadOnlyList<string> Of(RelationRow relation)
    {
        List<string> codes = [.. RefusalReason.AllOf(relation.Row.Blockers)];
        // A grant that was asked for and not given is the news; that credentials are missing is only its consequence.
        if ((relation.Reason() ?? relation.Row.LastFailure) is { } last && !codes.Contains(last)
            && !(WhatToDo.Who(last) == Actor.Administrator && codes.Exists(IsForAdministrator)))
        {
            codes.Insert(0, last);
        }

        return codes;
    }

    /// <summary>The one that an administrator must put right, if there is one.</summary>
    public static string? ForAdministrator(this IReadOnlyList<string> codes) => codes.FirstOrDefault(IsForAdministrator);

    private static bool IsForAdministrator(string code) => WhatToDo.Who(code) == Actor.Administrator;
}
