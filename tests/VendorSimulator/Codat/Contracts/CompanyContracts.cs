namespace VendorSimulator.Codat.Contracts;

/// <summary>A company as Codat answers it.</summary>
internal sealed record CompanyDto(
    Guid Id,
    string Name,
    string Description,
    string Redirect,
    string? LastSync,
    string Created,
    string CreatedByUserName,
    IReadOnlyList<string> Products,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<ConnectionDto> DataConnections,
    IReadOnlyList<object> ReferenceSubsidiaryCompanies);

/// <summary>What POST /companies takes.</summary>
internal sealed record CompanyRequest(string? Name, string? Description, Dictionary<string, string>? Tags);

/// <summary>A connection as Codat answers it; the specification allows no other property.</summary>
internal sealed record ConnectionDto(
    Guid Id,
    Guid IntegrationId,
    string IntegrationKey,
    Guid SourceId,
    string SourceType,
    string PlatformName,
    string LinkUrl,
    string Status,
    string? LastSync,
    string Created,
    IReadOnlyList<ConnectionErrorDto> DataConnectionErrors);

/// <summary>Why a connection no longer works.</summary>
internal sealed record ConnectionErrorDto(string StatusCode, string StatusText, string ErrorMessage, string ErroredOnUtc, string Status);

/// <summary>The state of one data type.</summary>
internal sealed record DataStatusDto(
    string DataType, string? LastSuccessfulSync, string CurrentStatus, Guid? LatestSyncId, Guid? LatestSuccessfulSyncId);

/// <summary>A fetch of one data type.</summary>
internal sealed record PullOperationDto(
    Guid Id,
    Guid CompanyId,
    Guid ConnectionId,
    string DataType,
    string Status,
    string? StatusDescription,
    string? ErrorMessage,
    string Requested,
    string? Completed,
    int Progress,
    bool IsCompleted,
    bool IsErrored);
