using Engagements.Contracts;
using Engagements.Engaging;
using Engagements.Eula;
using Engagements.MailTemplates;
using Engagements.Requests;
using Microsoft.Extensions.Hosting;
using SharedKernel.Access;
using SharedKernel.Mail;
using SharedKernel.Messaging;
using SharedKernel.Modules;
using SharedKernel.Web;

namespace Engagements;

public static class EngagementsModule
{
    public static void AddEngagements(this IHostApplicationBuilder builder)
    {
        builder.AddModule<EngagementsDb>("Engagements");
        builder.Services.AddScoped<IEngagementAccess, EngagementAccess>();
        builder.Services.AddScoped<RequestLetters>();
        builder.Services.AddSingleton<RequestLink>();
        builder.Services.AddSingleton<IPump, RequestReminders>();
        builder.Services.AddScoped<MailTemplateDesk>();
        builder.Services.AddSingleton<IMailWording, FirmWording>();
        foreach (var kind in RequestLetters.Kinds)
            builder.Services.AddSingleton(kind);
        builder.Services.AddPortalTasks<EulaTask>();
        builder.Services.AddPortalTasks<RequestTask>();
        builder.Services
            .AddNavigation<Text>(Section.Customers, "Nav_Customers", "/customers", "users", 10, MaySee)
            .AddNavigation<Text>(Section.Admin, "Nav_Engagements", "/admin/engagements", "clipboard-list", 10, MaySee)
            .AddNavigation<Text>(Section.Settings, "Nav_Eula", "/settings/eula", "signature", 50, p => p.May(Right.ManageSettings) != Reach.None)
            .AddNavigation<Text>(Section.Settings, "Nav_MailTemplates", "/settings/mail-templates", "mail", 60, p => p.May(Right.ManageSettings) != Reach.None)
            .AddNavigation<Text>(Section.Portal, "Nav_Terms", "/portal/engagements/eula", "signature", 80)
            .AddCustomerTab<Text>("Tab_Profile", id => $"/customers/{id}", 10, MaySee)
            .AddCustomerTab<Text>("Tab_Engagements", id => $"/customers/{id}/engagements", 20, MaySee);
    }

    public static void MapEngagements(this IEndpointRouteBuilder app) =>
        app.MapSlices(typeof(EngagementsModule).Assembly, "Engagements");

    private static bool MaySee(Person person) => person.May(Right.SeeCustomers) != Reach.None;
}
