using Engagements.Contracts;
using SharedKernel.Mail;

namespace Engagements.Requests;

/// <summary>A request as it would be sent now.</summary>
/// <param name="Scope">What is asked, and read from then on.</param>
/// <param name="ContactName">Null where there is nobody to ask.</param>
/// <param name="Letter">The mail; null where there is nobody, or nothing, to ask.</param>
/// <param name="CoverMissing">The firm itself has yet to mark the legal cover.</param>
/// <param name="KeyMissing">The firm itself has yet to make the connector work.</param>
/// <param name="Open">The request that this one would replace.</param>
/// <param name="Unreachable">Why nobody can be asked; null where somebody can.</param>
public sealed record RequestDraft(
    Guid EngagementId,
    string Title,
    string CustomerName,
    RequestKind Kind,
    RequestedScope Scope,
    string? ContactName,
    Letter? Letter,
    bool CoverMissing,
    bool KeyMissing,
    OpenRequestLine? Open,
    string? Unreachable)
{
    public bool CanBeSent => Letter is not null && Unreachable is null;
}

/// <summary>A request that was sent and is waiting.</summary>
public sealed record OpenRequestLine(RequestKind Kind, DateTimeOffset SentAt, string SentByName, DateTimeOffset ExpiresAt, DateTimeOffset? OpenedAt);

/// <summary>What a person who followed the link in the mail may know before anybody is signed in.</summary>
/// <param name="Entry">Null where the link leads nowhere any more.</param>
public sealed record RequestWelcome(string Link, RequestEntry? Entry, string? FirmName);

/// <param name="Begun">Whether the contact has a password already, so that signing in is all.</param>
/// <param name="OtherPerson">Name of somebody else who is signed in in this browser.</param>
public sealed record RequestEntry(
    RequestKind Kind, string ContactName, string SentByName, string Engagement, RequestedScope Scope, DateTimeOffset ExpiresAt,
    RequestSteps Asks, bool Begun, string? OtherPerson);

public enum StepState
{
    Waiting,

    /// <summary>What is to be done now.</summary>
    Current,
    Done,
}

/// <summary>One step of the walk.</summary>
public sealed record RequestStep(RequestSteps Step, StepState State);

/// <summary>The walk that a request leads its contact through.</summary>
/// <param name="Package">Code of the accounting package.</param>
/// <param name="Online">Whether access is granted to a connector; otherwise a file is uploaded.</param>
/// <param name="Ready">Whether what the contact chose has arrived where access is granted: false for a moment at most.</param>
/// <param name="Reading">Data is being read right now.</param>
/// <param name="AnsweredAt">When there was nothing left to do.</param>
public sealed record RequestWalk(
    Guid RequestId,
    Guid EngagementId,
    RequestKind Kind,
    string Engagement,
    string SentByName,
    RequestedScope Scope,
    DateTimeOffset ExpiresAt,
    string Package,
    bool Online,
    bool Ready,
    IReadOnlyList<RequestStep> Steps,
    bool Reading,
    DateTimeOffset? StoredAt,
    DateTimeOffset? AnsweredAt)
{
    public RequestStep? Current => Steps.FirstOrDefault(s => s.State == StepState.Current);
}
