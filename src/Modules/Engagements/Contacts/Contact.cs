using Engagements.Contracts;
using Identity.Contracts;
using SharedKernel.Mail;
using SharedKernel.Persistence;

namespace Engagements.Contacts;

/// <summary>
/// A person who acts for a customer. The id is also that of the portal login, which Identity keeps; how the login
/// stands is copied from there.
/// </summary>
internal sealed class Contact : IFirmOwned
{
    private Contact()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid FirmId { get; private init; }

    public Guid CustomerId { get; private init; }

    public long Version { get; private set; }

    public string FullName { get; private set; } = "";

    public string SortName { get; private set; } = "";

    public string Email { get; private set; } = "";

    /// <summary>What makes an address the same one: unique per customer.</summary>
    public string EmailKey { get; private set; } = "";

    public string Language { get; private set; } = "en";

    /// <summary>Null until Identity has made the login.</summary>
    public ContactLogin? Login { get; private set; }

    public DateOnly? ValidUntil { get; private set; }

    public long LoginVersion { get; private set; }

    public static Contact Create(Guid firmId, Guid customerId, string fullName, string email, string language)
    {
        var contact = new Contact { FirmId = firmId, CustomerId = customerId };
        contact.Change(fullName, email, language);
        return contact;
    }

    /// <summary>Tells whether what engagements show of the contact changed.</summary>
    public bool Change(string fullName, string email, string language)
    {
        var shown = FullName != fullName || Email != email;
        FullName = fullName;
        SortName = Folding.FoldWithin(400, fullName);
        Email = email;
        EmailKey = EmailAddress.From(email).Key;
        Language = language;
        Version++;
        return shown;
    }

    /// <summary>The customer's name changed: whoever shows it must be told anew.</summary>
    public void Touch() => Version++;

    /// <summary>Takes over how the login stands, if that is newer than what is known.</summary>
    public void Apply(ContactLoginChanged login)
    {
        if (login.Version <= LoginVersion)
            return;
        LoginVersion = login.Version;
        Login = login.Login;
        ValidUntil = login.ValidUntil;
    }

    public ContactChanged ToEvent(string customerName, string invitedBy, bool removed = false) => new(
        FirmId, Id, removed ? Version + 1 : Version, CustomerId, customerName, FullName, Email, Language, removed, invitedBy);
}
