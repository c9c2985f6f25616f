using System.Globalization;
using FluentValidation;
using Microsoft.Extensions.Localization;
using SharedKernel.Mail;
using SharedKernel.Web;

namespace Engagements.Customers;

/// <summary>What a customer's form or JSON body says, as it was typed.</summary>
public record CustomerForm
{
    /// <summary>company or person.</summary>
    public string? Kind { get; init; }

    public string? Name { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Language { get; init; }

    public string? Street { get; init; }

    public string? PostalCode { get; init; }

    public string? City { get; init; }

    /// <summary>ISO 3166, two letters.</summary>
    public string? Country { get; init; }

    public string? Label { get; init; }

    public string? EnterpriseNumber { get; init; }

    /// <summary>The id of a staff user, or nothing.</summary>
    public string? ResponsibleId { get; init; }

    /// <summary>The version that the form was filled from.</summary>
    public string? Version { get; init; }

    internal CustomerKind KindChosen => IsPerson(Kind) ? CustomerKind.Person : CustomerKind.Company;

    internal static bool IsPerson(string? kind) => string.Equals(kind, nameof(CustomerKind.Person), StringComparison.OrdinalIgnoreCase);

    internal static CustomerForm Of(Customer customer) => new()
    {
        Kind = customer.Kind.ToString(),
        Name = customer.Kind == CustomerKind.Company ? customer.Name : null,
        FirstName = customer.FirstName,
        LastName = customer.LastName,
        Email = customer.Email,
        Phone = customer.Phone,
        Language = customer.Language,
        Street = customer.Street,
        PostalCode = customer.PostalCode,
        City = customer.City,
        Country = customer.Country,
        Label = customer.Label,
        EnterpriseNumber = customer.EnterpriseNumber is { } number ? Customers.EnterpriseNumber.Show(customer.Country, number) : null,
        ResponsibleId = customer.ResponsibleId?.ToString(),
        Version = customer.Version.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Only after the rules have passed.</summary>
    internal CustomerFacts ToFacts() => new(
        KindChosen, Clean(Name), Clean(FirstName), Clean(LastName), EmailAddress.TryParse(Email, out var email) ? email.Written : null, Clean(Phone), Language!,
        Clean(Street), Clean(PostalCode), Clean(City), Clean(Country), Clean(Label),
        Customers.EnterpriseNumber.Compact(Clean(Country), EnterpriseNumber),
        Guid.TryParse(ResponsibleId, out var id) ? id : null);

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

internal abstract class CustomerRules<TCommand> : AbstractValidator<TCommand>
    where TCommand : CustomerForm
{
    protected CustomerRules(IStringLocalizer<Text> words)
    {
        RuleFor(c => c.Kind).Must(kind => Enum.TryParse<CustomerKind>(kind, true, out _)).WithMessage(_ => words["Kind_Unknown"]);
        When(c => c.KindChosen == CustomerKind.Company, () =>
            RuleFor(c => c.Name).NotEmpty().WithMessage(_ => words["Name_Missing"]))
            .Otherwise(() =>
            {
                RuleFor(c => c.FirstName).NotEmpty().WithMessage(_ => words["FirstName_Missing"]);
                RuleFor(c => c.LastName).NotEmpty().WithMessage(_ => words["LastName_Missing"]);
            });
        RuleFor(c => c.Email).Must(e => string.IsNullOrWhiteSpace(e) || EmailAddress.TryParse(e, out _)).WithMessage(_ => words["Email_Invalid"]);
        RuleFor(c => c.Language).Must(Languages.Has).WithMessage(_ => words["Language_Unknown"]);
        RuleFor(c => c.Country).Must(c => string.IsNullOrWhiteSpace(c) || Countries.Has(c.Trim())).WithMessage(_ => words["Country_Unknown"]);
        RuleFor(c => c.ResponsibleId).Must(id => string.IsNullOrWhiteSpace(id) || Guid.TryParse(id, out _)).WithMessage(_ => words["Staff_Unknown"]);
        RuleFor(c => c.EnterpriseNumber).Custom((number, context) =>
        {
            var form = context.InstanceToValidate;
            if (form.KindChosen == CustomerKind.Company
                && EnterpriseNumber.Compact(form.Country?.Trim(), number) is { } compact
                && EnterpriseNumber.Check(form.Country?.Trim(), compact) is { } fault)
            {
                var rule = words[$"EnterpriseNumber_{form.Country?.Trim()}"];
                context.AddFailure(string.Join(' ', words[$"EnterpriseNumber_{fault}"], rule.ResourceNotFound ? "" : rule.Value).Trim());
            }
        });
        AtMost(words, Customer.LongestName, c => c.Name);
        AtMost(words, 99, c => c.FirstName, c => c.LastName, c => c.City);
        AtMost(words, 200, c => c.Street);
        AtMost(words, 40, c => c.Phone, c => c.Label);
        AtMost(words, 20, c => c.PostalCode);
    }

    private void AtMost(IStringLocalizer<Text> words, int longest, params System.Linq.Expressions.Expression<Func<TCommand, string?>>[] fields)
    {
        foreach (var field in fields)
            RuleFor(field).MaximumLength(longest).WithMessage(_ => words["Text_TooLong", longest]);
    }
}
