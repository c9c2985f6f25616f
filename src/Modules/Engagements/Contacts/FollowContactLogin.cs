using Identity.Contracts;
using SharedKernel.Messaging;

namespace Engagements.Contacts;

/// <summary>Copies how a contact's login stands, for the customer's card.</summary>
internal static class FollowContactLogin
{
    internal sealed class Handler(EngagementsDb db) : IHandle<ContactLoginChanged>
    {
        public async Task Handle(ContactLoginChanged happened, CancellationToken token)
        {
            if (await db.Contacts.FirstOrDefaultAsync(c => c.Id == happened.ContactId, token) is { } contact)
                contact.Apply(happened);
        }
    }
}
