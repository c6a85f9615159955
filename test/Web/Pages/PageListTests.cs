using FlextMonitor.Web.Pages;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;

namespace FlextMonitor.Web.Tests.Pages;

/// <summary>The list of pages as the program reads it at the start.</summary>
public sealed class PageListTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("page-list-");

    [Fact]
    public void Load_OfAList_HasItsPagesOnly()
    {
        var list = Write("""[{"path":"/","scripts":["assets/live.js"]},{"path":"/connections","scripts":[]}]""");

        list.Load();

        list.Has("/connections").ShouldBeTrue();
        list.Has("/Connections").ShouldBeFalse();
        list.Find("/Connections").ShouldBe("/connections");
        list.Find("/nowhere").ShouldBeNull();
        list.ScriptsOf("/").ShouldBe(["assets/live.js"]);
        list.ScriptsOf("/connections").ShouldBeEmpty();
        list.ScriptsOf("/nowhere").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/pipelines/north/orders", "/pipelines/north/orders")]
    [InlineData("/Pipelines/North/Orders", "/pipelines/North/Orders")]
    [InlineData("/pipelines/north/a%2Fb c", "/pipelines/north/a%2Fb c")]
    [InlineData("/pipelines/north", null)]
    [InlineData("/pipelines/north/", null)]
    [InlineData("/pipelines/north/orders/more", null)]
    [InlineData("/runs/north/orders", null)]
    public void Find_OfAPageWithParameters_KeepsWhatStandsForThem(string path, string? expected)
    {
        var list = Write("""[{"path":"/","scripts":[]},{"path":"/runs","scripts":[]},{"path":"/pipelines/:source/:id","scripts":["assets/pipeline.js","assets/chart.js"]}]""");

        list.Load();

        list.Find(path).ShouldBe(expected);
        list.ScriptsOf(path).ShouldBe(expected is null ? [] : ["assets/pipeline.js", "assets/chart.js"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[\"/\",")]
    [InlineData("{\"/\":1}")]
    [InlineData("[\"/\"]")]
    [InlineData("[{\"path\":\"/\"}]")]
    [InlineData("[{\"path\":null,\"scripts\":[]}]")]
    public void Load_OfAnythingElse_SaysWhatToDo(string content)
    {
        var list = Write(content);

        Should.Throw<InvalidDataException>(list.Load).Message.ShouldBe("'pages.json' in wwwroot is not a list of pages. Build src/Web again.");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private PageList Write(string content)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "pages.json"), content);
        return new PageList(new Environment(new PhysicalFileProvider(_folder.FullName)));
    }

    private sealed class Environment(IFileProvider files) : IWebHostEnvironment
    {
        public string WebRootPath { get; set; } = "";

        public IFileProvider WebRootFileProvider { get; set; } = files;

        public string ApplicationName { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = files;

        public string ContentRootPath { get; set; } = "";

        public string EnvironmentName { get; set; } = "";
    }
}
