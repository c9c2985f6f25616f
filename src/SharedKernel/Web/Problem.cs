using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using SharedKernel.Results;
using SharedKernel.Texts;

namespace SharedKernel.Web;

/// <summary>
/// A failure as RFC 9457 problem details: <c>status</c>, a stable <c>code</c>, title and detail in the request's
/// language, and <c>errors</c> by field for invalid input. htmx gets the same and shows it as a toast; a person who
/// opened an address gets an error page in their shell, which says what to do next.
/// </summary>
public sealed class Problem(Failure failure) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    public Failure Failure => failure;

    public int? StatusCode => failure.Status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        Languages.Apply(httpContext);
        if (!httpContext.Request.IsApi() && !httpContext.Request.Headers.ContainsKey("HX-Request"))
            return new View<Ui.ErrorPage>(new { Failure = failure }, failure.Status).ExecuteAsync(httpContext);

        var words = httpContext.RequestServices.GetRequiredService<IStringLocalizer<Text>>();
        var problem = new ProblemDetails
        {
            Status = failure.Status,
            Title = words.Title(failure.Status),
            Detail = failure.Message ?? words.Advice(failure.Code, failure.Status),
            Instance = httpContext.Request.Path,
            Extensions = { ["code"] = failure.Code },
        };
        if (failure.Fields is { } fields)
            problem.Extensions["errors"] = fields;
        return TypedResults.Problem(problem).ExecuteAsync(httpContext);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        foreach (var status in new[] { 400, 401, 403, 404, 409, 422, 429 })
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ["application/problem+json"]));
    }
}

public static class Problems
{
    public static Problem ToProblem(this Failure failure) => new(failure);

    /// <summary>204, or the problem.</summary>
    public static Results<NoContent, Problem> ToResult(this Result result) =>
        result.Failed ? result.Failure.ToProblem() : TypedResults.NoContent();

    /// <summary>200 with the value as JSON, or the problem.</summary>
    public static Results<Ok<T>, Problem> ToResult<T>(this Result<T> result) =>
        result.Failed ? result.Failure.ToProblem() : TypedResults.Ok(result.Value);

    /// <summary>What <paramref name="answer"/> makes of the value (a view), or the problem.</summary>
    public static IResult ToResult<T>(this Result<T> result, Func<T, IResult> answer) =>
        result.Failed ? result.Failure.ToProblem() : answer(result.Value);

    public static bool IsApi(this HttpRequest request) => request.Path.StartsWithSegments("/api");

    /// <summary>The code of a failure that only has a status, such as an unmatched route.</summary>
    internal static string CodeOf(int status) => status switch
    {
        400 => "bad-request",
        401 => "sign-in-needed",
        403 => "forbidden",
        404 => "not-found",
        405 => "method-not-allowed",
        409 => "conflict",
        413 => "too-large",
        415 => "unsupported-media-type",
        422 => "invalid",
        429 => "too-many-requests",
        503 => "unavailable",
        507 => "storage-full",
        < 500 => "bad-request",
        _ => "unexpected",
    };

    internal static string Title(this IStringLocalizer words, int status) =>
        words[$"Status_{status}_Title"] is { ResourceNotFound: false } title ? title : ReasonPhrases.GetReasonPhrase(status);

    internal static string? Advice(this IStringLocalizer words, string code, int status)
    {
        if (words[$"Problem_{code}"] is { ResourceNotFound: false } own)
            return own.Value;
        return words[$"Status_{status}_Advice"] is { ResourceNotFound: false } general ? general.Value : null;
    }
}
