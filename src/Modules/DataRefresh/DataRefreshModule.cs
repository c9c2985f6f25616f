using DataRefresh.Connections;
using DataRefresh.Connectors;
using DataRefresh.Contracts;
using DataRefresh.Demo;
using DataRefresh.Imports;
using DataRefresh.Refreshes;
using DataRefresh.Remedies;
using DataRefresh.Reports;
using DataRefresh.Snapshots;
using DataRefresh.Uploads;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SharedKernel.Access;
using SharedKernel.Messaging;
using SharedKernel.Modules;
using SharedKernel.Persistence;
using SharedKernel.Web;

namespace DataRefresh;

/// <summary>The only door of the module.</summary>
public static class DataRefreshModule
{
    public static void AddDataRefresh(this IHostApplicationBuilder builder)
    {
        builder.AddModule<DataRefreshDb>("DataRefresh");
        builder.Services.Configure<RefreshOptions>(builder.Configuration.GetSection("Refresh"));
        builder.Services.AddConnectors();
        builder.Services.AddSingleton<RefreshEngine>();
        builder.Services.AddSingleton<IPump>(services => services.GetRequiredService<RefreshEngine>());
        builder.Services.AddSingleton<IPump, LinkWatch>();
        builder.Services.AddSingleton<IPump, BlobSweep>();
        builder.Services.AddScoped<RefreshRun>();
        builder.Services.AddScoped<FailureEpisodes>();
        builder.Services.AddScoped<FailureLetter>();
        builder.Services.AddSingleton(FailureLetter.Kind);
        builder.Services.AddScoped<AdministratorLetter>();
        builder.Services.AddSingleton(AdministratorLetter.Kind);
        builder.Services.AddScoped<NoticeLinks>();
        builder.Services.AddScoped<IEngagementData, EngagementData>();
        builder.Services.AddSingleton<DemoConsent>();
        builder.Services.AddScoped<Bookshelf>();
        builder.Services.Configure<ReadLimits>(builder.Configuration.GetSection("Uploads"));
        builder.Services.AddSingleton(host => new UploadFiles(host.GetRequiredService<IOptions<StorageOptions>>().Value.PathTo("uploads"), host.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IPump, UploadSweep>();
        builder.Services.AddScoped<UploadDoor>();
        builder.Services.AddScoped<UploadReading>();
        builder.Services.AddScoped<UploadSnapshot>();
        builder.Services.AddPortalTasks<ConnectionTasks>();
        builder.Services.AddHomeCard<Text>("Today_Title", "/admin/data-refresh/today", 10, p => p.May(Right.SeeCustomers) != Reach.None);
        builder.Services.AddHomeCard<Text>("Freshness_Title", "/admin/data-refresh/freshness", 20, p => p.May(Right.SeeCustomers) != Reach.None);
        builder.Services.AddHomeCard<Text>("Outcomes_Title", "/admin/data-refresh/outcomes", 30, p => p.May(Right.SeeCustomers) != Reach.None, wide: true);
        builder.Services.AddCustomerTab<Text>("Tab_History", id => $"/customers/{id}/history", 90, p => p.May(Right.SeeCustomers) != Reach.None);
        builder.Services.AddNavigation<Text>(Section.Relationships, "Nav_Relationships", "/relationships", "users-group", 10, p => p.May(Right.SeeCustomers) != Reach.None);
        builder.Services.AddNavigation<Text>(Section.Settings, "Nav_Connectors", "/settings/connectors", "plug", 30, p => p.May(Right.ManageSettings) != Reach.None);
        builder.Services.AddNavigation<Text>(Section.Portal, "Nav_Connections", "/portal/data-refresh/connections", "plug", 20);
        builder.Services.AddNavigation<Text>(Section.Portal, "Nav_Upload", UploadAddress.Portal, "file-upload", 30);
        builder.Services.AddNavigation<Text>(Section.Admin, "Nav_DataRefresh", "/admin/data-refresh", "refresh", 20, p => p.May(Right.SeeCustomers) != Reach.None);
    }

    public static void MapDataRefresh(this IEndpointRouteBuilder routes) =>
        routes.MapSlices(typeof(DataRefreshModule).Assembly, "DataRefresh");
}
