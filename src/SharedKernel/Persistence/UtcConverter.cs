using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SharedKernel.Persistence;

/// <summary>Instants are stored as UTC: SQLite cannot order a DateTimeOffset, and PostgreSQL takes only UTC.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
    instant => instant.UtcDateTime,
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
