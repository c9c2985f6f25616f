namespace Identity.Firms;

/// <summary>The firm's settings.</summary>
public sealed record FirmView(string Name, string TimeZone, string Language, string SenderName, string? ReplyTo, DateOnly IntroducedOn, DateOnly? TrialUntil);
