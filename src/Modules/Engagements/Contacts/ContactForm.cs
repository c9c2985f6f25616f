using System.Globalization;
using FluentValidation;
using Microsoft.Extensions.Localization;
using SharedKernel.Mail;
using SharedKernel.Web;

namespace Engagements.Contacts;

/// <summary>What a contact's form or JSON body says, as it was typed.</summary>
public record ContactForm
{
    public string? FullName { get; init; }

    public string? Email { get; init; }

    public string? Language { get; init; }

    /// <summary>The version that the form was filled from.</summary>
    public string? Version { get; init; }

    internal static ContactForm Of(Contact contact) => new()
    {
        FullName = contact.FullName,
        Email = contact.Email,
        Language = contact.Language,
        Version = contact.Version.ToString(CultureInfo.InvariantCulture),
    };
}

internal abstract class ContactRules<TCommand> : AbstractValidator<TCommand>
    where TCommand : ContactForm
{
    protected ContactRules(IStringLocalizer<Text> words)
    {
        RuleFor(c => c.FullName).NotEmpty().WithMessage(_ => words["FullName_Missing"])
            .MaximumLength(200).WithMessage(_ => words["Text_TooLong", 200]);
        RuleFor(c => c.Email).Must(e => EmailAddress.TryParse(e, out _)).WithMessage(_ => words["Email_Invalid"]);
        RuleFor(c => c.Language).Must(Languages.Has).WithMessage(_ => words["Language_Unknown"]);
    }
}
