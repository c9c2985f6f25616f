using Microsoft.Extensions.Hosting;
using SharedKernel.Access;
using SharedKernel.Modules;
using SharedKernel.Web;

namespace DataRefresh;

/// <summary>The only door of the module.</summary>
public static class DataRefreshModule
{
    public static void AddDataRefresh(this IHostApplicationBuilder builder)
    {
        builder.AddModule<DataRefreshDb>("DataRefresh");
        builder.Services.AddNavigation<Text>(Section.Admin, "Nav_DataRefresh", "/admin/data-refresh", "refresh", 20, p => p.May(Right.SeeCustomers) != Reach.None);
    }

    public static void MapDataRefresh(this IEndpointRouteBuilder routes) =>
        routes.MapSlices(typeof(DataRefreshModule).Assembly, "DataRefresh");
}
