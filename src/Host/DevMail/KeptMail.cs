using SharedKernel.Mail;
using SharedKernel.Web;

namespace Host.DevMail;

/// <summary>The letters that no SMTP server took, for whoever tries the product. Development only.</summary>
internal static class KeptMail
{
    private const int Most = 200;

    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app)
        {
            if (!app.ServiceProvider.GetRequiredService<IWebHostEnvironment>().IsDevelopment())
                return;

            app.MapGet("/dev/mail", async (MailFolder folder, CancellationToken token) =>
                new View<KeptMailPage>(new { Letters = await folder.Newest(Most, token) })).ForAnyone();
        }
    }
}
