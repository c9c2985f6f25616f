using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SharedKernel.Results;

namespace SharedKernel.Web;

/// <summary>Failures that no endpoint answered: exceptions, and statuses without a body.</summary>
internal static class ErrorPages
{
    // SQLite's codes, and the operating system's for a full disk. SQLite calls none of its errors transient.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Full = 13;
    private const int NoSpaceLeft = 28;

    public static Task AnswerStatus(StatusCodeContext status) =>
        AnswerStatus(status.HttpContext, status.HttpContext.Response.StatusCode);

    public static Task AnswerStatus(HttpContext context, int status) =>
        new Failure(Problems.CodeOf(status), status).ToProblem().ExecuteAsync(context);

    public static Task AnswerException(HttpContext context) => AnswerStatus(context, context.Response.StatusCode);

    public static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        DbUpdateConcurrencyException => StatusCodes.Status409Conflict,
        _ when Causes(exception).Any(e => e is SqliteException { SqliteErrorCode: Full } or IOException { HResult: NoSpaceLeft }) =>
            StatusCodes.Status507InsufficientStorage,
        _ when Causes(exception).Any(e => e is DbException { IsTransient: true } or TimeoutException
            or SqliteException { SqliteErrorCode: Busy or Locked }) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
            yield return e;
    }
}
