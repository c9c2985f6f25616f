using VendorSimulator.Books;
using VendorSimulator.Companies;

namespace VendorSimulator.Xero;

/// <summary>The books behind a call: live, so without any fetch before.</summary>
internal sealed class XeroBooks(CompanyDirectory directory)
{
    public CompanyBooks Of(HttpContext context)
    {
        var organisation = XeroCaller.Of(context).Organisation!;
        return directory.Books(organisation, organisation.Revision);
    }
}
