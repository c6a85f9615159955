namespace FlextMonitor.Contracts.Tests;

public sealed class ValueMapTests
{
    [Fact]
    public void Equals_SameContentInAnotherOrder_IsTrue()
    {
        var one = ValueMap<string>.From([new("a", "1"), new("b", "2")]);
        var other = ValueMap<string>.From([new("b", "2"), new("a", "1")]);

        one.ShouldBe(other);
        one.GetHashCode().ShouldBe(other.GetHashCode());
    }

    [Theory]
    [InlineData("a", "2")]
    [InlineData("A", "1")]
    public void Equals_OtherContent_IsFalse(string name, string value) =>
        ValueMap<string>.From([new("a", "1")]).Equals(ValueMap<string>.From([new(name, value)])).ShouldBeFalse();

    [Fact]
    public void From_OneNameTwice_KeepsTheLast() =>
        ValueMap<string>.From([new("a", "1"), new("a", "2")])["a"].ShouldBe("2");
}
