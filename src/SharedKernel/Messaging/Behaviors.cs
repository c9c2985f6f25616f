using System.Diagnostics;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Logging;
using SharedKernel.Results;

namespace SharedKernel.Messaging;

/// <summary>Logs every command and query by its slice's name, how long it took, and what it failed with.</summary>
internal sealed class LoggingBehavior<TRequest, TResponse>(ILogger<LoggingBehavior<TRequest, TResponse>> log) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private static readonly string Slice = $"{typeof(TRequest).DeclaringType?.Name}.{typeof(TRequest).Name}";

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var started = Stopwatch.GetTimestamp();
        var response = await next();
        log.LogDebug("{Slice} took {Milliseconds} ms", Slice, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return response;
    }
}

/// <summary>Runs the slice's rules first: invalid input never reaches a handler.</summary>
internal sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IFailable<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var validator in validators)
        {
            var outcome = await validator.ValidateAsync(request, cancellationToken);
            foreach (var field in outcome.Errors.GroupBy(e => e.PropertyName))
                errors[Camel(field.Key)] = [.. field.Select(e => e.ErrorMessage)];
        }

        return errors.Count == 0 ? await next() : TResponse.Fail(Failure.Invalid(errors));
    }

    private static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
