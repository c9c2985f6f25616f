using DataRefresh.Dashboard;

namespace DataRefresh.Refreshes;

/// <summary>
/// Opens, counts and closes the failure episodes. Called inside the commit of the refresh that ended, after its fence
/// was checked, so no two hosts do this for one engagement at once.
/// </summary>
internal sealed class FailureEpisodes(DataRefreshDb db, FailureLetter letter)
{
    /// <summary>One mail an episode: at its first failure, or the first at which the engagement has an owner to write to.</summary>
    public async Task Count(EngagementRow row, string code, DateTimeOffset now, CancellationToken token)
    {
        var episode = await OpenOf(row, token);
        if (episode is null)
            db.FailureEpisodes.Add(episode = FailureEpisode.Open(row, code, now));
        episode.Count(code, now);
        if (episode.MailedAt is null && await letter.ToOwnerOf(row, code, now, token) is { } mail)
        {
            db.Send(mail);
            episode.Mailed(now);
        }
    }

    public async Task Close(EngagementRow row, DateTimeOffset now, CancellationToken token) => (await OpenOf(row, token))?.Close(now);

    private Task<FailureEpisode?> OpenOf(EngagementRow row, CancellationToken token) =>
        db.FailureEpisodes.SingleOrDefaultAsync(e => e.OpenFor == row.EngagementId, token);
}
