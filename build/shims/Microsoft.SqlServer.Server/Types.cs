namespace Microsoft.SqlServer.Server;

/// <summary>How a user-defined type is serialised. SqlClient's parameter code names it in every command.</summary>
public enum Format
{
    Unknown = 0,
    Native = 1,
    UserDefined = 2,
}

/// <summary>Custom serialisation of a user-defined type; Data Refresh has none.</summary>
public interface IBinarySerialize
{
    void Read(BinaryReader r);

    void Write(BinaryWriter w);
}

/// <summary>A type that is no user-defined type was used as one.</summary>
public sealed class InvalidUdtException : SystemException
{
    private InvalidUdtException(Type type, string reason)
        : base($"'{type.FullName}' is not a user-defined type: {reason}")
    {
    }

    public static InvalidUdtException Create(Type udtType, string resourceReason) => new(udtType, resourceReason);
}

/// <summary>Marks a user-defined type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    public Format Format { get; } = format;

    public bool IsByteOrdered { get; set; }

    public bool IsFixedLength { get; set; }

    public int MaxByteSize { get; set; }

    public string? Name { get; set; }

    public string? ValidationMethodName { get; set; }
}
