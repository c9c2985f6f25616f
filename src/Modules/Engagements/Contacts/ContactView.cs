using Identity.Contracts;

namespace Engagements.Contacts;

/// <summary>A contact on a customer's card.</summary>
/// <param name="Login">Null until the login has been made.</param>
/// <param name="ValidUntil">Last day on which the contact can sign in.</param>
/// <param name="Engagements">How many engagements the contact is the contact person of.</param>
public sealed record ContactView(
    Guid ContactId, string FullName, string Email, string Language, ContactLogin? Login, DateOnly? ValidUntil, int Engagements);

public sealed record ContactCreated(Guid ContactId);

/// <summary>The form of a contact.</summary>
public sealed record ContactEditor(Guid CustomerId, string CustomerName, Guid? ContactId, ContactForm Form);
