namespace Identity.Contracts;

/// <summary>A firm was created or its settings were changed; carries all that other modules may know of it.</summary>
/// <param name="Version">Grows with every change; apply only a newer one.</param>
/// <param name="TimeZone">IANA zone; the firm's local date is "today".</param>
/// <param name="Language">Two letters; the language of mails to people whose own is not known.</param>
/// <param name="IntroducedOn">
/// The local date on which Data Refresh was introduced at the firm; credentials must have been entered on or after it.
/// </param>
/// <param name="SenderName">Shown as the sender of mails.</param>
/// <param name="ReplyTo">Where answers to mails go, if anywhere.</param>
public sealed record FirmChanged(
    Guid FirmId,
    long Version,
    string FirmName,
    string TimeZone,
    string Language,
    DateOnly IntroducedOn,
    string SenderName,
    string? ReplyTo)
{
    /// <summary>The event's stable name.</summary>
    public const string Name = "identity.firm-changed.v1";
}
