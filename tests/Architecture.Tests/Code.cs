using Mono.Cecil.Cil;

namespace Architecture.Tests;

/// <summary>What the compiler made of src/, read without running it.</summary>
internal static class Code
{
    /// <summary>The assembly of every project in src/.</summary>
    public static IReadOnlyList<AssemblyDefinition> All { get; } =
        [.. Repository.Projects.Where(p => p.Path.StartsWith("src/", StringComparison.Ordinal)).Select(Read)];

    public static IReadOnlyList<AssemblyDefinition> Modules { get; } =
        [.. All.Where(a => Repository.Modules.Any(m => m.Name == a.Name.Name))];

    public static IReadOnlyList<AssemblyDefinition> Contracts { get; } =
        [.. All.Where(a => Repository.Projects.Any(p => p.IsContracts && p.Name == a.Name.Name))];

    /// <summary>Types that somebody wrote, nested ones included.</summary>
    public static IReadOnlyList<TypeDefinition> Written(this IEnumerable<AssemblyDefinition> assemblies) =>
        [.. assemblies.SelectMany(a => a.MainModule.GetTypes()).Where(t => !IsCompilerMade(t))];

    /// <summary>A type of this test assembly, to try a rule on.</summary>
    public static TypeDefinition Sample(Type type) =>
        (TypeDefinition)Samples.MainModule.LookupToken(type.MetadataToken);

    private static readonly string[] Generated = ["__Blazor.", "Microsoft.", "System."];

    private static readonly AssemblyDefinition Samples = AssemblyDefinition.ReadAssembly(typeof(Code).Assembly.Location);

    public static TypeReference Outermost(this TypeReference type)
    {
        while (type.DeclaringType is not null)
            type = type.DeclaringType;
        return type;
    }

    public static bool IsStatic(this TypeDefinition type) => type is { IsAbstract: true, IsSealed: true };

    /// <summary>A name to look for: the type, and the method where there is one.</summary>
    public static string Place(this MemberReference member) =>
        member is TypeReference type ? type.FullName.Replace('/', '.') : $"{Place(member.DeclaringType)}.{member.Name}";

    /// <summary>The type with what is nested in it: closures and state machines hold much of a method's body.</summary>
    public static IEnumerable<TypeDefinition> WithNested(this TypeDefinition type) =>
        type.NestedTypes.SelectMany(WithNested).Prepend(type);

    public static IEnumerable<MethodReference> Calls(this TypeDefinition type) =>
        type.WithNested().SelectMany(t => t.Methods).SelectMany(Instructions).Select(i => i.Operand).OfType<MethodReference>();

    /// <summary>Every type that this one or what is nested in it names, in signatures, attributes and bodies.</summary>
    public static IEnumerable<TypeReference> Uses(this TypeDefinition type) => type.WithNested().SelectMany(Named).SelectMany(Parts);

    private static IEnumerable<TypeReference?> Named(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. Attributes(type),
        .. type.Fields.SelectMany(f => Attributes(f).Append(f.FieldType)),
        .. type.Properties.SelectMany(p => Attributes(p).Append(p.PropertyType)),
        .. type.Methods.SelectMany(m => Attributes(m).Append(m.ReturnType)),
        .. type.Methods.SelectMany(m => m.Parameters).SelectMany(p => Attributes(p).Append(p.ParameterType)),
        .. type.Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Variables).Select(v => v.VariableType),
        .. type.Methods.SelectMany(Instructions).SelectMany(i => Operand(i.Operand)),
    ];

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider member) =>
        member.CustomAttributes.Select(a => a.AttributeType);

    private static IEnumerable<Instruction> Instructions(MethodDefinition method) =>
        method.HasBody ? method.Body.Instructions : [];

    private static IEnumerable<TypeReference?> Operand(object? operand) => operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [.. method.GenericArguments, .. Operand(method.ElementMethod)],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    // IRequest<Result<T>>[] names four types.
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Prepend(generic.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    // Closures have names that nobody can write; generators have namespaces that nobody here writes in.
    private static bool IsCompilerMade(TypeDefinition type) =>
        type.FullName.Contains('<') || Generated.Any(g => type.Namespace.StartsWith(g, StringComparison.Ordinal));

    private static AssemblyDefinition Read(Project project)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{project.Name}.dll");
        Assert.True(File.Exists(file), $"{project.Path} is not part of the host: src/Host does not reference it, directly or through others.");
        return AssemblyDefinition.ReadAssembly(file);
    }
}
