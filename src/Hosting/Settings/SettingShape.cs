namespace FlextMonitor.Hosting.Settings;

/// <summary>What a setting may hold.</summary>
internal enum SettingShape
{
    /// <summary>A text, number or time: nothing may stand below its key.</summary>
    Value,

    /// <summary>A list of values: nothing may stand below its entries.</summary>
    ValueList,

    /// <summary>A section, or a list of sections.</summary>
    Section,

    /// <summary>A value in each entry of a list.</summary>
    ListEntry,
}
