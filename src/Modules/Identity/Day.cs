using System.Globalization;
using FluentValidation;
using Microsoft.Extensions.Localization;
using SharedKernel.Access;
using SharedKernel.Web;

namespace Identity;

/// <summary>A date as a form's date field and the API send it: yyyy-MM-dd.</summary>
internal static class Day
{
    public static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string? Write(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Empty, or a date that has not passed at the firm.</summary>
    public static void MustBeAComingDay<T>(
        this IRuleBuilder<T, string?> rule, IStringLocalizer<Text> text, TimeProvider clock, Current current) => rule
        .Must(d => string.IsNullOrWhiteSpace(d) || Parse(d) is not null).WithMessage(_ => text["Date_Invalid"])
        .Must(d => !(Parse(d) < clock.Today(current.Person))).WithMessage(_ => text["ValidUntil_Past"]);
}
