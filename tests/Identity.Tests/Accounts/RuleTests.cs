using Identity.Accounts;
using SharedKernel.Mail;

namespace Identity.Tests.Accounts;

public sealed class RuleTests
{
    [Theory]
    [InlineData("short-password")]
    [InlineData("123456789012345")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("abcabcabcabcabcabc")]
    [InlineData("Password-Password")]
    [InlineData("Qwertyuiop-Asdfgh")]
    [InlineData("demo-partners-2026")]
    [InlineData("my-jan.janssens-key")]
    public void Weak_passwords_are_refused(string password) =>
        Assert.NotNull(PasswordRules.Violation(password, "jan.janssens@test.example", "Demo & Partners"));

    [Theory]
    [InlineData("demo-Data-Refresh-1")]
    [InlineData("correct horse battery staple nine")]
    [InlineData("zażółć gęślą jaźń 7")]
    [InlineData("ñandú-über-straße-1")]
    public void Long_passwords_need_no_composition(string password) =>
        Assert.Null(PasswordRules.Violation(password, "admin@demo.example", "Demo & Partners"));

    [Fact]
    public void Passwords_of_128_characters_are_accepted_and_longer_ones_are_not()
    {
        var text = string.Concat(Enumerable.Range(0, 40).Select(i => $"w{i}-"));
        Assert.Null(PasswordRules.Violation(text[..128]));
        Assert.Equal("Password_TooLong", PasswordRules.Violation(text[..129]));
    }

    [Theory]
    [InlineData("a@b.be", "a@b.be")]
    [InlineData(" Jan.Janssens+x@EXAMPLE.be ", "Jan.Janssens+x@example.be")]
    [InlineData("o'neil@test.example", "o'neil@test.example")]
    [InlineData("jan@bücher.example", "jan@xn--bcher-kva.example")]
    public void Addresses_that_mail_reaches_are_accepted(string typed, string written)
    {
        Assert.True(EmailAddress.TryParse(typed, out var email));
        Assert.Equal(written, email.Written);
        Assert.Equal(written.ToLowerInvariant(), email.Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@b.be")]
    [InlineData("a@b")]
    [InlineData("a b@c.be")]
    [InlineData("a@b..be")]
    [InlineData("a@-b.be")]
    [InlineData("a@b.be\r\nBcc: x@y.be")]
    [InlineData("a@@b.be")]
    public void Anything_else_is_no_address(string typed) => Assert.False(EmailAddress.TryParse(typed, out _));

    [Fact]
    public void The_parts_of_an_address_have_their_limits()
    {
        Assert.True(EmailAddress.TryParse($"{new string('a', 64)}@b.be", out _));
        Assert.False(EmailAddress.TryParse($"{new string('a', 65)}@b.be", out _));
    }
}
