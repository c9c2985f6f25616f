using System.Collections.Frozen;
using SharedKernel.Access;

namespace Identity.Memberships;

/// <summary>The one table of rights. Settings &gt; Profile types shows it; every request reads it.</summary>
internal static class ProfileTypes
{
    private const Reach All = Reach.All;
    private const Reach Own = Reach.Own;
    private const Reach None = Reach.None;

    // Columns in the order of the enum: Administrator, DataController, Manager, EngagementManager, RelationshipManager, Viewer.
    private static readonly (Right Right, Reach[] Reaches)[] Table =
    [
        (Right.SeeCustomers,      [All,  All,  All,  All,  Own,  Own]),
        (Right.RefreshData,       [All,  All,  All,  All,  Own,  None]),
        (Right.DownloadReports,   [All,  All,  All,  All,  Own,  Own]),
        (Right.EditCustomers,     [All,  All,  All,  All,  Own,  None]),
        (Right.ImportCustomers,   [All,  All,  All,  None, None, None]),
        (Right.DefineDataFields,  [All,  All,  All,  None, None, None]),
        (Right.ShareDocuments,    [All,  All,  All,  All,  Own,  None]),
        (Right.ManagePanels,      [All,  All,  None, None, None, None]),
        (Right.ErasePersonalData, [None, All,  None, None, None, None]),
        (Right.InviteStaff,       [All,  All,  All,  None, None, None]),
        (Right.ManageStaff,       [All,  All,  None, None, None, None]),
        (Right.ManageSettings,    [All,  None, None, None, None, None]),
        (Right.ReadAuditLog,      [All,  All,  None, None, None, None]),
    ];

    private static readonly FrozenDictionary<ProfileType, FrozenDictionary<Right, Reach>> ByType =
        Enum.GetValues<ProfileType>().ToFrozenDictionary(
            type => type,
            type => Table.ToFrozenDictionary(row => row.Right, row => row.Reaches[(int)type]));

    public static IReadOnlyList<Right> Rights { get; } = [.. Table.Select(row => row.Right)];

    public static IReadOnlyDictionary<Right, Reach> RightsOf(ProfileType type) => ByType[type];

    public static Reach May(this ProfileType type, Right right) => ByType[type][right];

    public static bool SeesWholeFirm(this ProfileType type) => type.May(Right.SeeCustomers) == All;

    /// <summary>
    /// The types that this one may give to a new staff user. Whoever may only invite cannot make somebody more
    /// powerful than they are themselves.
    /// </summary>
    public static IReadOnlyList<ProfileType> MayInvite(this ProfileType inviter) => inviter switch
    {
        _ when inviter.May(Right.ManageStaff) == All => Enum.GetValues<ProfileType>(),
        _ when inviter.May(Right.InviteStaff) == All => [.. Enum.GetValues<ProfileType>().Where(t => t >= inviter)],
        _ => [],
    };

    public static ProfileType? Parse(string? name) =>
        Enum.TryParse<ProfileType>(name, ignoreCase: true, out var type) && Enum.IsDefined(type) && !char.IsAsciiDigit(name![0]) ? type : null;
}
