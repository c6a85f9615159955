using FlextMonitor.Hub.Access.Passwords;

namespace FlextMonitor.Hub.Tests.Access.Passwords;

public sealed class PasswordRuleTests
{
    [Fact]
    public void CommonPasswords_AreTenThousandAndMore() => CommonPasswords.Count.ShouldBeGreaterThanOrEqualTo(10_000);

    [Theory]
    [InlineData("qwerty123456", true)]
    [InlineData("QWERTY123456", true)]
    [InlineData(" 1q2w3e4r5t6y ", true)]
    [InlineData("password", true)]
    [InlineData("123456", true)]
    [InlineData("correct horse battery", false)]
    [InlineData("", false)]
    public void Contain_OfAPassword_IsByTheList(string password, bool common) => CommonPasswords.Contain(password).ShouldBe(common);

    [Theory]
    [InlineData("FlextMonitor2026!", true)]
    [InlineData("flext monitor 99", true)]
    [InlineData("ada.lovelace1815", true)]
    [InlineData("AdaLovelace-flextmonitor-7", true)]
    [InlineData("ada.lovelace likes long walks", false)]
    [InlineData("correct horse battery", false)]
    [InlineData("", false)]
    public void IsGuessable_OfAPassword_IsWhetherLittleIsLeftWithoutTheWordsOfContext(string password, bool guessable) =>
        ContextWords.IsGuessable(password, "Ada.Lovelace@example.com").ShouldBe(guessable);

    [Fact]
    public void IsGuessable_WithAShortAddress_DoesNotCountIt() => ContextWords.IsGuessable("ada ada ada 1", "ada@example.com").ShouldBeFalse();
}
