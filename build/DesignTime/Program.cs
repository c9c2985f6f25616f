using System.Reflection;
using SharedKernel.Modules;

// dotnet-ef runs this up to Build() and takes the modules' contexts from the container. Nothing is ever started.
var builder = WebApplication.CreateBuilder(args);
// Contexts are made here, never what needs the web; a full check of the container belongs to the host.
builder.Host.UseDefaultServiceProvider(options => options.ValidateOnBuild = false);
// Comparing models opens no database; without this an empty data folder would appear wherever dotnet-ef is called.
builder.Configuration["Storage:Directory"] = Path.Combine(Path.GetTempPath(), "data-refresh-design-time");
builder.AddKernel();
foreach (var module in Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Where(a => a.Value == "Module"))
    Open(module.Key);
builder.Build();

// A module's one door is the method AddX of the class XModule in its root namespace.
void Open(string module)
{
    var door = Assembly.Load(module).GetType($"{module}.{module}Module")?.GetMethod($"Add{module}", [typeof(IHostApplicationBuilder)]);
    if (door is null)
        Console.Error.WriteLine($"{module} is left out: it has no public static {module}Module.Add{module}(this IHostApplicationBuilder).");
    else
        door.Invoke(null, [builder]);
}
