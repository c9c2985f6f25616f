using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Results;

namespace Engagements.Contacts;

internal static class SavingContacts
{
    /// <summary>Contacts of the customers that the person may change.</summary>
    public static IQueryable<Contact> ContactsEditableBy(this EngagementsDb db, Person person)
    {
        var customers = db.CustomersEditableBy(person);
        return db.Contacts.Where(c => customers.Any(customer => customer.Id == c.CustomerId));
    }

    /// <summary>
    /// Saves; a second contact with the same address is refused by the unique index, so that two people who add at
    /// once cannot both win.
    /// </summary>
    public static async Task<Failure?> SaveContact(this EngagementsDb db, Contact contact, IStringLocalizer<Text> words, CancellationToken token)
    {
        try
        {
            await db.SaveChangesAsync(token);
            return null;
        }
        catch (DbUpdateException trouble) when (trouble is not DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            if (await db.Contacts.AnyAsync(c => c.CustomerId == contact.CustomerId && c.EmailKey == contact.EmailKey && c.Id != contact.Id, token))
                return Failure.Invalid("email", words["Email_Taken"]);
            throw;
        }
    }
}
