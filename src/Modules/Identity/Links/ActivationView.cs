namespace Identity.Links;

/// <summary>What an activation link asks of whoever opened it.</summary>
public enum ActivationStep
{
    /// <summary>Used, replaced, too old, or nothing that we ever sent.</summary>
    Closed,

    /// <summary>First time here: choose a password.</summary>
    ChoosePassword,

    /// <summary>The address has a password from another firm: show that one.</summary>
    ShowPassword,

    /// <summary>Signed in as that very account: a click is enough.</summary>
    Confirm,
}

/// <param name="Token">The link's secret, for the form that uses it.</param>
public sealed record ActivationView(ActivationStep Step, string Token, string? FirmName = null, string? Name = null, string? Email = null);
