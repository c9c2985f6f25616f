namespace Identity.Trials;

/// <summary>What a person is told who leaves data with the sign-up, as article 13 of the GDPR asks.</summary>
internal static class PrivacyNotice
{
    /// <summary>Raised with every change of meaning in its texts (<c>Privacy_…</c>), because each sign-up records which one was shown.</summary>
    public const int Version = 1;

    public static readonly IReadOnlyList<string> Parts = ["Purpose", "Basis", "Recipients", "Retention", "Rights", "Complaint", "Needed"];
}
