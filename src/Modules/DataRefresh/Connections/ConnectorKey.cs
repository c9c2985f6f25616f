using DataRefresh.Contracts;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Persistence;

namespace DataRefresh.Connections;

/// <summary>A firm's key for one connector, sealed by the vault with the firm bound to it.</summary>
internal sealed class ConnectorKey : IFirmOwned
{
    /// <summary>The connectors that need one. For all others the operator has registered this installation.</summary>
    public static readonly IReadOnlyList<string> Needed = [AccountingPackages.Codat];

    public Guid FirmId { get; init; }

    public string Connector { get; init; } = "";

    public byte[] Sealed { get; set; } = [];

    /// <summary>The key's last four characters, to recognise it by.</summary>
    public string Ending { get; set; } = "";

    public DateTimeOffset EnteredAt { get; set; }

    public string EnteredBy { get; set; } = "";

    /// <summary>When the vendor refused it; null while it works.</summary>
    public DateTimeOffset? RefusedAt { get; set; }

    internal static string Purpose(string connector) => $"connector-key:{connector}";

    internal sealed class Mapping : IEntityTypeConfiguration<ConnectorKey>
    {
        public void Configure(EntityTypeBuilder<ConnectorKey> key)
        {
            key.ToTable("connector_keys");
            key.HasKey(k => new { k.FirmId, k.Connector });
            key.Property(k => k.Connector).HasMaxLength(40);
            key.Property(k => k.Sealed).HasMaxLength(2000);
            key.Property(k => k.Ending).HasMaxLength(4);
            key.Property(k => k.EnteredBy).HasMaxLength(200);
        }
    }
}
