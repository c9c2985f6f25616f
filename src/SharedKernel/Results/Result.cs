using System.Diagnostics.CodeAnalysis;

namespace SharedKernel.Results;

/// <summary>An expected failure: a value, not an exception.</summary>
/// <param name="Code">Stable and machine-readable, such as <c>engagement-not-found</c>.</param>
/// <param name="Status">The HTTP status it becomes.</param>
/// <param name="Message">For the person, in their language, saying what to do; null where the code's text is enough.</param>
/// <param name="Fields">Messages by form field (camelCase JSON name) for invalid input.</param>
public sealed record Failure(
    string Code,
    int Status,
    string? Message = null,
    IReadOnlyDictionary<string, string[]>? Fields = null)
{
    /// <summary>Missing, or not the caller's: the two look the same.</summary>
    public static Failure NotFound { get; } = new("not-found", StatusCodes.Status404NotFound);

    public static Failure Forbidden { get; } = new("forbidden", StatusCodes.Status403Forbidden);

    public static Failure Invalid(IReadOnlyDictionary<string, string[]> fields) =>
        new("invalid", StatusCodes.Status422UnprocessableEntity, Fields: fields);

    public static Failure Invalid(string field, string message) =>
        Invalid(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>Somebody else changed it first, or it is no longer in the state that this needs.</summary>
    public static Failure Conflict(string code, string? message = null) =>
        new(code, StatusCodes.Status409Conflict, message);
}

/// <summary>A response that can carry a failure, so that behaviours can answer without running the handler.</summary>
public interface IFailable<TSelf>
{
    static abstract TSelf Fail(Failure failure);
}

/// <summary>Done, or why not.</summary>
public sealed record Result : IFailable<Result>
{
    private Result(Failure? failure) => Failure = failure;

    public static Result Ok { get; } = new((Failure?)null);

    public Failure? Failure { get; }

    [MemberNotNullWhen(true, nameof(Failure))]
    public bool Failed => Failure is not null;

    public static implicit operator Result(Failure failure) => new(failure);

    public static Result Fail(Failure failure) => new(failure);

    /// <summary>A value as a result; for interfaces, which no implicit conversion reaches.</summary>
    public static Result<T> From<T>(T value) => Result<T>.Of(value);
}

/// <summary>A value, or why there is none.</summary>
public sealed record Result<T> : IFailable<Result<T>>
{
    private readonly T? value;

    private Result(T? value, Failure? failure) => (this.value, Failure) = (value, failure);

    public Failure? Failure { get; }

    [MemberNotNullWhen(true, nameof(Failure))]
    public bool Failed => Failure is not null;

    public T Value => Failed ? throw new InvalidOperationException($"There is no value: {Failure.Code}.") : value!;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Failure failure) => new(default, failure);

    public static Result<T> Of(T value) => new(value, null);

    public static Result<T> Fail(Failure failure) => new(default, failure);
}
