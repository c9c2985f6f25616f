using SharedKernel.Persistence;

namespace Engagements.Tests.Customers;

public sealed class Texts
{
    [Theory]
    [InlineData("Łódź Żuraw", "lodz zuraw")]
    [InlineData("Straßenbau ÆØÅ", "strassenbau aeoa")]
    [InlineData("İstanbul IŞIK", "istanbul isik")]
    [InlineData("Ελένη Παπάς", "ελενη παπασ")]
    [InlineData("  a\u00a0b ", "a b")]
    public void Text_is_folded_for_search_and_sorting(string text, string folded) => Assert.Equal(folded, Folding.Fold(text));

    [Theory]
    [InlineData("\u0000", "")]
    [InlineData("a\tb\u0000c", "a b c")]
    public void Control_characters_are_blanks(string text, string folded) => Assert.Equal(folded, Folding.Fold(text).Trim());

    [Fact]
    public void A_folded_text_is_cut_between_letters() => Assert.Equal("ssss𠮷", Folding.FoldWithin(7, "ßß𠮷𠮷"));
}
