using System.Reflection;
using Host;
using Host.Shell;
using Identity;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using SharedKernel.Access;
using SharedKernel.Modules;
using SharedKernel.Web;

var builder = WebApplication.CreateBuilder(args);

// Otherwise fingerprinted assets answer nothing outside Development when run from bin/. Harmless once published.
builder.WebHost.UseStaticWebAssets();

builder.AddKernel();
builder.AddKernelWeb();
builder.AddIdentity();
builder.Services.AddSingleton(new ShellSet(typeof(StaffShell), typeof(PortalShell), typeof(PlainShell)));
builder.Services.AddNavigation<Text>(Section.Home, "Nav_Home", "/", "home", order: 0);
builder.Services.AddNavigation<Text>(Section.Portal, "Nav_PortalHome", "/portal", "checklist", order: 0);
builder.Services.AddNavigation<Text>(
    Section.Settings, "Nav_Api", "/api-docs", "api", order: 900, visible: p => p.May(Right.ManageSettings) != Reach.None);

var app = builder.Build();
app.UseKernelWeb();
app.MapStaticAssets();
app.MapOpenApi().ForStaff();
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).ForAnyone();
app.MapSlices(Assembly.GetExecutingAssembly(), "Host");
app.MapIdentity();
app.Run();
