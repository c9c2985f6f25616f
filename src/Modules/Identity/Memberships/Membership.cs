using Identity.Accounts;
using Identity.Contracts;
using SharedKernel.Access;
using SharedKernel.Persistence;

namespace Identity.Memberships;

/// <summary>
/// One account at one firm, as staff or for a customer. All that a firm may say about a person is here: another firm
/// of the same account is not touched by it.
/// </summary>
internal sealed class Membership : IFirmOwned
{
    public const int LongestName = 200;
    public const int LongestSearch = 500;

    private Membership()
    {
    }

    /// <summary>For a contact the same as the contact's own id.</summary>
    public Guid Id { get; private init; }

    public Guid AccountId { get; private set; }

    public Guid FirmId { get; private init; }

    public Side Side { get; private init; }

    /// <summary>For staff.</summary>
    public ProfileType? ProfileType { get; private set; }

    /// <summary>For contacts: whom they act for.</summary>
    public Guid? CustomerId { get; private set; }

    /// <summary>As shown to a contact who acts for several customers.</summary>
    public string? CustomerName { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The name, folded, for an order that is the same on every engine.</summary>
    public string SortName { get; private set; } = "";

    /// <summary>What the search box looks in: name and address, folded.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>The last day, in the firm's time zone, on which the person can sign in.</summary>
    public DateOnly? ValidUntil { get; private set; }

    public bool Blocked { get; private set; }

    /// <summary>When the link in the mail was followed; until then the membership opens nothing.</summary>
    public DateTimeOffset? ActivatedAt { get; private set; }

    public DateTimeOffset? LastSignInAt { get; private set; }

    public string InvitedBy { get; private set; } = "";

    public DateTimeOffset InvitedAt { get; private init; }

    /// <summary>Counts the changes, for whoever keeps a copy; of two people who save at once only one succeeds.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>The newest version of the contact that was applied.</summary>
    public long ContactVersion { get; private set; }

    /// <summary>Whether the others know that the validity date has passed.</summary>
    public bool Lapsed { get; private set; }

    public static Membership ForStaff(
        Account account, Guid firmId, string name, ProfileType type, DateOnly? validUntil, string invitedBy, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(),
            AccountId = account.Id,
            FirmId = firmId,
            Side = Side.Staff,
            ProfileType = type,
            Name = name,
            SortName = Folding.FoldWithin(LongestName, name),
            SearchText = Folding.FoldWithin(LongestSearch, name, account.Email),
            ValidUntil = validUntil,
            InvitedBy = invitedBy,
            InvitedAt = now,
        };

    public static Membership ForContact(Account account, Guid firmId, Guid contactId, string invitedBy, DateTimeOffset now) => new()
    {
        Id = contactId,
        AccountId = account.Id,
        FirmId = firmId,
        Side = Side.Portal,
        InvitedBy = invitedBy,
        InvitedAt = now,
    };

    public bool IsExpired(DateOnly today) => ValidUntil < today;

    /// <summary>Whether it lets its person in, on the firm's local date.</summary>
    public bool IsOpen(DateOnly today) => ActivatedAt is not null && !Blocked && !IsExpired(today);

    public MembershipStatus StatusOn(DateOnly today) =>
        Blocked ? MembershipStatus.Blocked
        : IsExpired(today) ? MembershipStatus.Expired
        : ActivatedAt is null ? MembershipStatus.Invited
        : MembershipStatus.Active;

    public void Activate(DateTimeOffset now)
    {
        ActivatedAt ??= now;
        Version++;
    }

    /// <summary>Something that its announcement tells has changed elsewhere.</summary>
    public void Retell() => Version++;

    public void SignedIn(DateTimeOffset now) => LastSignInAt = now;

    public void Edit(Account account, string name, ProfileType type, DateOnly? validUntil)
    {
        (Name, SortName, ProfileType) = (name, Folding.FoldWithin(LongestName, name), type);
        SearchText = Folding.FoldWithin(LongestSearch, name, account.Email);
        SetValidUntil(validUntil);
    }

    public void SetValidUntil(DateOnly? validUntil)
    {
        (ValidUntil, Lapsed) = (validUntil, false);
        Version++;
    }

    public void SetBlocked(bool blocked)
    {
        Blocked = blocked;
        Version++;
    }

    public void Lapse()
    {
        Lapsed = true;
        Version++;
    }

    public void FollowContact(long version, Guid customerId, string customerName, string name)
    {
        (ContactVersion, CustomerId, CustomerName) = (version, customerId, customerName);
        (Name, SortName) = (name, Folding.FoldWithin(LongestName, name));
        Version++;
    }

    /// <summary>The address was changed: whoever reads the new one has to prove it first.</summary>
    public void MoveTo(Account account) => (AccountId, ActivatedAt, LastSignInAt) = (account.Id, null, null);

    /// <summary>What the other modules may know of it now.</summary>
    public object Announcement(Account account, DateOnly today, bool deleted = false) => ProfileType is { } type
        ? new StaffUserChanged(
            FirmId, Id, deleted ? Version + 1 : Version, Name, account.Email!, account.Language, type.SeesWholeFirm(),
            Active: !deleted && !Blocked && !IsExpired(today), deleted)
        {
            ManagesSettings = type.May(Right.ManageSettings) != Reach.None,
        }
        : new ContactLoginChanged(
            FirmId, Id, deleted ? Version + 1 : Version,
            deleted ? ContactLogin.Ended : Blocked ? ContactLogin.Blocked : ActivatedAt is null ? ContactLogin.Invited : ContactLogin.Active,
            ValidUntil);
}

/// <summary>How a membership stands today.</summary>
public enum MembershipStatus
{
    Invited,
    Active,
    Blocked,
    Expired,
}
