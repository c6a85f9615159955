using System.Text.RegularExpressions;
using FlextMonitor.Hub.Access.Tokens;

namespace FlextMonitor.Hub.Tests.Access.Tokens;

public sealed class TokenTextTests
{
    /// <summary>The check sum was computed by another implementation of CRC-32 (zlib).</summary>
    private const string Known = "fxm_FlextMonitorFlextMonitorFlextMonitorFlextMo0LZGcZ";

    [Fact]
    public void Create_Often_IsDifferentEachTime_AndATokenItself()
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => TokenText.Create()).ToList();

        tokens.Distinct().Count().ShouldBe(tokens.Count);
        tokens.ShouldAllBe(token => TokenText.IsToken(token));
        tokens.ShouldAllBe(token => Regex.IsMatch(token, "^fxm_[0-9A-Za-z]{49}$"));
    }

    [Fact]
    public void IsToken_WithAnyCharacterChanged_IsFalse()
    {
        var token = TokenText.Create();

        for (var i = 0; i < token.Length; i++)
        {
            var other = token[i] == 'x' ? 'y' : 'x';
            TokenText.IsToken($"{token[..i]}{other}{token[(i + 1)..]}").ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("fxm_")]
    [InlineData("fxm_short")]
    [InlineData("ghp_0000000000000000000000000000000000000000000000000")]
    public void IsToken_OfOtherText_IsFalse(string text) => TokenText.IsToken(text).ShouldBeFalse();

    [Fact]
    public void IsToken_WithTheCheckSumOfAnotherImplementation_IsTrue() => TokenText.IsToken(Known).ShouldBeTrue();

    [Fact]
    public void HashOf_AToken_IsItsSha256() =>
        TokenText.HashOf("abc").ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
