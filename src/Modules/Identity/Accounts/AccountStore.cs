using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Identity.Accounts;

/// <summary>ASP.NET Core Identity's view of the accounts: no roles, because profile types belong to memberships.</summary>
internal sealed class AccountStore : UserOnlyStore<
    Account, IdentityDb, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>
{
    public AccountStore(IdentityDb db, IdentityErrorDescriber? describer = null)
        : base(db, describer)
    {
        // A slice saves once, last, with everything else it changed.
        AutoSaveChanges = false;
    }
}
