using System.Reflection;
using DataRefresh;
using Engagements;
using Host;
using Host.Demo;
using Host.Shell;
using Identity;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using SharedKernel.Access;
using SharedKernel.Modules;
using SharedKernel.Persistence;
using SharedKernel.Web;

var builder = WebApplication.CreateBuilder(args);

// Otherwise fingerprinted assets answer nothing outside Development when run from bin/. Harmless once published.
builder.WebHost.UseStaticWebAssets();

builder.AddKernel();
builder.AddKernelWeb();
builder.AddIdentity();
builder.AddEngagements();
builder.AddDataRefresh();

builder.Services.AddSingleton(new ShellSet(typeof(StaffShell), typeof(PortalShell), typeof(PlainShell)));
builder.Services.AddNavigation<Text>(Section.Home, "Nav_Home", "/", "home", order: 0);
builder.Services.AddNavigation<Text>(Section.Portal, "Nav_PortalHome", "/portal", "checklist", order: 0);
builder.Services.AddNavigation<Text>(
    Section.Settings, "Nav_Api", "/api-docs", "api", order: 900, visible: p => p.May(Right.ManageSettings) != Reach.None);

var demo = builder.IsDemo();
if (demo)
    builder.AddDemo();
if (builder.Configuration.GetValue("Schedule:Enabled", true))
    builder.Services.AddSchedule();

var app = builder.Build();
app.Services.CheckSchedule();

if (await app.Services.DatabaseProblem(migrating: args is ["migrate", ..]) is { } problem)
{
    await Console.Error.WriteLineAsync(problem);
    return 1;
}

if (args is ["migrate", ..])
{
    await app.Services.MigrateModules();
    Console.WriteLine("All tables are up to date.");
    return 0;
}

// A server's tables are changed by an explicit step; the embedded engine belongs to this process alone.
if (app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.Sqlite)
    await app.Services.MigrateModules();

if (args is ["create-firm", var name, var email])
    return await app.Services.CreateFirm(name, email, Console.Out);

if (args is ["extend-trial", var administrator, var until])
    return await app.Services.ExtendTrial(administrator, until, Console.Out);

app.UseKernelWeb();
app.MapStaticAssets();
app.MapOpenApi().ForStaff();
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).ForAnyone();
app.MapHealthChecks("/health/ready").ForAnyone();
app.MapSlices(Assembly.GetExecutingAssembly(), "Host");
app.MapIdentity();
app.MapEngagements();
app.MapDataRefresh();

await app.StartAsync();
if (demo)
    await app.StartDemo(app.Lifetime.ApplicationStopping);
await app.WaitForShutdownAsync();
return 0;
