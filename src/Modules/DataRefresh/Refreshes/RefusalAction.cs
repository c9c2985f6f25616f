namespace DataRefresh.Refreshes;

/// <summary>Where a person goes to remove what stands in the way.</summary>
/// <param name="Text">Key of the button's text.</param>
internal sealed record RefusalAction(string Href, string Text)
{
    public static RefusalAction? For(string reason) => reason switch
    {
        RefusalReason.LegalCoverMissing => new("/admin/engagements?cover=missing", "Action_Engagements"),
        RefusalReason.EulaNotAccepted or RefusalReason.CredentialsMissing or RefusalReason.CredentialsOutdated or RefusalReason.GrantRevoked =>
            new("/admin/data-refresh?status=inactive", "Action_Inactive"),
        RefusalReason.ConnectorKeyMissing => new("/settings/connectors", "Action_Connectors"),
        RefusalReason.Running => new("/admin/data-refresh?status=running", "Action_Running"),
        _ => null,
    };
}
