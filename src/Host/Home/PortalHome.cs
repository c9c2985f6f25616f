using SharedKernel.Access;
using SharedKernel.Web;

namespace Host.Home;

/// <summary>The portal's first page: what is asked of this person, told by the modules.</summary>
internal static class PortalHome
{
    internal sealed class Routes : ICarterModule
    {
        public void AddRoutes(IEndpointRouteBuilder app) => app.MapGet("/portal", Handle).ForPortal();
    }

    private static async Task<IResult> Handle(
        Current current, IEnumerable<IPortalTasks> modules, CancellationToken cancellationToken)
    {
        var tasks = new List<PortalTask>();
        foreach (var module in modules)
            tasks.AddRange(await module.For(current.Person, cancellationToken));
        return new View<PortalHomePage>(new
        {
            Open = tasks.Where(t => !t.Done).OrderBy(t => t.Due ?? DateOnly.MaxValue).ToList(),
            Done = tasks.Where(t => t.Done).ToList(),
        });
    }
}
