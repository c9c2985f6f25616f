using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using SharedKernel.Results;
using SharedKernel.Texts;

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

    public static async Task AnswerException(HttpContext context)
    {
        var status = context.Response.StatusCode;
        try
        {
            await AnswerStatus(context, status);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            // A shell needs the key ring for its forms, and the ring a database: without them say at least this much.
            context.RequestServices.GetRequiredService<ILogger<Problem>>().LogError(e, "The error page failed as well.");
            var words = context.RequestServices.GetRequiredService<IStringLocalizer<Text>>();
            context.Response.Clear();
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(
                $"<!DOCTYPE html><title>{words.Title(status)}</title><link rel=stylesheet href=/css/app.css>"
                + $"<h1>{words.Title(status)}</h1><p>{words.Advice("", status)}</p>");
        }
    }

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
