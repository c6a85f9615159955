using FlextMonitor.Hub.Live;

namespace FlextMonitor.Architecture.Tests;

/// <summary>The rooms of the hub, which are the folders of <c>src/Hub</c>, do not reference each other in circles.</summary>
public sealed class HubRoomCyclesTests
{
    private const string Hub = "FlextMonitor.Hub.";

    [Fact]
    public void Rooms_OfTheHub_FormNoCircle()
    {
        var types = typeof(ILiveState).Assembly.GetTypes()
            .Where(type => !type.IsNested && type.Namespace?.StartsWith(Hub, StringComparison.Ordinal) == true)
            .ToLookup(type => type.Namespace!.Split('.')[2], type => type.Name.Split('`')[0]);
        var graph = new RoomGraph(Hub, types);
        foreach (var file in SourceTree.Files("src/Hub", "*.cs"))
        {
            graph.Add(file.Split('/')[2], file, SourceTree.Code(file));
        }

        graph.References.ShouldContain(reference => reference.From == "Live" && reference.To == "Access");
        graph.Circle().ShouldBeNull();
    }

    [Theory]
    [InlineData("using FlextMonitor.Hub.Live;")]
    [InlineData("using static FlextMonitor.Hub.Live.LiveRegistration;")]
    [InlineData("using Live = FlextMonitor.Hub.Live;")]
    [InlineData("object Of() => new FlextMonitor.Hub.Live.FanOut();")]
    [InlineData("object Of() => Live.FanOut.Instance;")]
    [InlineData("object Of() => Hub.Live.FanOut.Instance;")]
    public void Circle_OfTwoRooms_NamesBothFiles(string code)
    {
        var graph = Graph(("Live", "using FlextMonitor.Hub.Access;"), ("Access", code));

        graph.Circle().ShouldBe("Live → Access (Live.cs), Access → Live (Access.cs)");
    }

    [Fact]
    public void Circle_OfThreeRooms_IsFound()
    {
        var graph = Graph(("Live", "using FlextMonitor.Hub.Access;"), ("Access", "using FlextMonitor.Hub.Storage;"), ("Storage", "using FlextMonitor.Hub.Live;"));

        graph.Circle().ShouldBe("Live → Access (Live.cs), Access → Storage (Access.cs), Storage → Live (Storage.cs)");
    }

    [Theory]
    [InlineData("using FlextMonitor.Hub.Storage;")]
    [InlineData("using FlextMonitor.Hub.LiveWires;")]
    [InlineData("object Of() => this.Live.FanOut;")]
    [InlineData("object Of() => Live.Count;")]
    public void Circle_OfRoomsThatReferenceOneWay_IsNone(string code) =>
        Graph(("Live", "using FlextMonitor.Hub.Access;"), ("Access", code)).Circle().ShouldBeNull();

    private static RoomGraph Graph(params (string Room, string Code)[] files)
    {
        var types = new[] { ("Live", "FanOut"), ("Live", "LiveRegistration"), ("Access", "Sessions"), ("Storage", "StoreName") }.ToLookup(type => type.Item1, type => type.Item2);
        var graph = new RoomGraph(Hub, types);
        foreach (var (room, code) in files)
        {
            graph.Add(room, $"{room}.cs", code);
        }

        return graph;
    }
}
