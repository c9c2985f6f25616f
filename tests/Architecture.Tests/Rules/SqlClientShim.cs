using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.SqlClient;
using Mono.Cecil.Cil;

namespace Architecture.Tests.Rules;

/// <summary>
/// SqlClient runs on a stand-in for one of its dependencies (build/shims/README.md). Compiling all its methods finds a
/// type that the stand-in lacks without a server to talk to.
/// </summary>
public sealed class SqlClientShim
{
    // Entra sign-in, which Data Refresh does not offer: its package is pruned.
    private const string EntraSignIn = "Microsoft.Data.SqlClient.ActiveDirectoryAuthenticationProvider.CreateClientAppInstance";

    [Fact]
    public void All_of_SqlClient_can_be_compiled() => Rule.Holds(Methods(typeof(SqlConnection).Assembly), Offenders);

    [Fact]
    public void A_method_that_needs_a_missing_type_is_refused() => Rule.Refuses(Methods(WithMissingType()), Offenders, "Rooms.Wall.Paint");

    private static IEnumerable<string> Offenders(IReadOnlyCollection<MethodBase> methods) =>
        from method in methods
        let place = $"{method.DeclaringType}.{method.Name}"
        where place != EntraSignIn
        let trouble = Compile(method)
        where trouble is not null
        select $"{place}: {trouble}";

    private static string? Compile(MethodBase method)
    {
        try
        {
            // What has no body cannot be compiled.
            if (method.GetMethodBody() is not null)
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
            return null;
        }
        catch (Exception trouble) when (trouble is IOException or TypeLoadException or MissingMemberException)
        {
            return trouble.Message;
        }
    }

    // What is generic would need arguments to be compiled with.
    private static IReadOnlyList<MethodBase> Methods(Assembly assembly)
    {
        const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
        return
        [
            .. assembly.GetTypes()
                .Where(type => !type.ContainsGenericParameters)
                .SelectMany(type => type.GetMembers(Declared))
                .OfType<MethodBase>()
                .Where(method => !method.ContainsGenericParameters),
        ];
    }

    /// <summary>An assembly with one method that calls a type that is nowhere.</summary>
    private static Assembly WithMissingType()
    {
        var assembly = AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition("Rooms.Sample", new Version(1, 0)), "Rooms.Sample", ModuleKind.Dll);
        var module = assembly.MainModule;
        var nowhere = new AssemblyNameReference("Nowhere", new Version(1, 0));
        module.AssemblyReferences.Add(nowhere);
        var missing = new MethodReference("Paint", module.TypeSystem.Void, new TypeReference("Nowhere", "Brush", module, nowhere));

        var paint = new MethodDefinition("Paint", Mono.Cecil.MethodAttributes.Public | Mono.Cecil.MethodAttributes.Static, module.TypeSystem.Void);
        paint.Body.GetILProcessor().Emit(OpCodes.Call, missing);
        paint.Body.GetILProcessor().Emit(OpCodes.Ret);
        var wall = new TypeDefinition("Rooms", "Wall", Mono.Cecil.TypeAttributes.Public, module.TypeSystem.Object);
        wall.Methods.Add(paint);
        module.Types.Add(wall);

        using var image = new MemoryStream();
        assembly.Write(image);
        return Assembly.Load(image.ToArray());
    }
}
