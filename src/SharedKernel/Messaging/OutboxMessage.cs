using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SharedKernel.Mail;
using SharedKernel.Persistence;

namespace SharedKernel.Messaging;

/// <summary>An integration event or a letter that was committed with the change it tells of, until it is delivered.</summary>
public sealed class OutboxMessage : Work
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private OutboxMessage()
    {
    }

    /// <summary>Stable name of the event, or <see cref="Letter.Name"/>.</summary>
    public string Name { get; private init; } = "";

    public Guid FirmId { get; private init; }

    public string Body { get; private init; } = "";

    public DateTimeOffset AnnouncedAt { get; private init; }

    public int Attempts { get; private set; }

    public string? LastError { get; private set; }

    public static OutboxMessage For(object message, DateTimeOffset now) => new()
    {
        Name = EventCatalog.NameOf(message.GetType()),
        FirmId = EventCatalog.FirmOf(message),
        Body = JsonSerializer.Serialize(message, message.GetType(), EventCatalog.Json),
        AnnouncedAt = now,
        DueAt = now,
    };

    /// <summary>Tries again later: after a second, then twice as long each time, at most an hour.</summary>
    public void Postpone(string error, DateTimeOffset now)
    {
        Attempts++;
        LastError = error.Length > 500 ? error[..500] : error;
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(Attempts - 1, 12)));
        DueAt = now + (pause < LongestPause ? pause : LongestPause);
        Release();
    }

    internal sealed class Mapping : IEntityTypeConfiguration<OutboxMessage>
    {
        public void Configure(EntityTypeBuilder<OutboxMessage> message)
        {
            message.ToTable("outbox");
            message.IsWork();
            message.Property(m => m.Name).HasMaxLength(100);
            message.Property(m => m.LastError).HasMaxLength(500);
            message.HasIndex(m => m.DueAt);
            message.HasIndex(m => m.ClaimId);
        }
    }
}

/// <summary>Remembers that one handler has dealt with one message, in the commit of what the handler changed.</summary>
public sealed class InboxMessage
{
    public Guid MessageId { get; init; }

    public string Handler { get; init; } = "";

    public DateTimeOffset HandledAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<InboxMessage>
    {
        public void Configure(EntityTypeBuilder<InboxMessage> message)
        {
            message.ToTable("inbox");
            message.HasKey(m => new { m.MessageId, m.Handler });
            message.Property(m => m.Handler).HasMaxLength(200);
            message.HasIndex(m => m.HandledAt);
        }
    }
}
