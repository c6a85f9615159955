namespace FlextMonitor.Architecture.Tests;

/// <summary>Holds the direction in which the rooms know each other.</summary>
public sealed class RoomReferencesTests
{
    [Theory]
    [InlineData("Proto")]
    [InlineData("Contracts")]
    [InlineData("Hosting")]
    [InlineData("Collector", "Contracts", "Hosting", "Proto")]
    [InlineData("Hub", "Collector", "Contracts", "Hosting")]
    [InlineData("Daemon", "Hosting", "Proto")]
    [InlineData("Web", "Collector", "Contracts", "Daemon", "Hosting", "Hub")]
    public void Rooms_OfARoom_AreNoneButThoseItMayKnow(string name, params string[] known)
    {
        using var room = Room.Read(name);

        room.Rooms.ShouldBeSubsetOf(known);
    }

    [Theory]
    [InlineData("Collector", "Contracts")]
    [InlineData("Collector", "Hosting")]
    [InlineData("Daemon", "Hosting")]
    [InlineData("Hub", "Collector")]
    [InlineData("Web", "Hub")]
    public void Rooms_OfARoom_AreRead(string name, string used)
    {
        using var room = Room.Read(name);

        room.Rooms.ShouldContain(used);
    }

    [Fact]
    public void Assemblies_OfContracts_HoldNoServer()
    {
        using var contracts = Room.Read("Contracts");

        contracts.Assemblies.ShouldAllBe(name => !name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            && !name.StartsWith("Grpc", StringComparison.Ordinal)
            && !name.StartsWith("Google", StringComparison.Ordinal));
    }

    [Fact]
    public void UsedNamespaces_OfWeb_KnowOfTheDaemonOnlyHowToEmbedIt()
    {
        using var web = Room.Read("Web");

        web.UsedNamespaces.Where(name => name.StartsWith("FlextMonitor.Daemon", StringComparison.Ordinal)).ShouldBe(["FlextMonitor.Daemon.Embedding"]);
    }
}
