BEGIN TRANSACTION;
CREATE TABLE batch (
            batch_id TEXT PRIMARY KEY,      -- UTC time and a few letters
            made_at TEXT NOT NULL           -- UTC, ISO
        );
INSERT INTO "batch" VALUES('20261121T191243Z-35b1','2026-11-21T19:12:44+00:00');
CREATE TABLE cache_change (run_no INTEGER PRIMARY KEY);
INSERT INTO "cache_change" VALUES(1);
INSERT INTO "cache_change" VALUES(4);
CREATE TABLE cache_seen (
    path TEXT PRIMARY KEY,          -- absolute
    look TEXT NOT NULL,             -- stands for names, sizes and times of its files
    readers TEXT NOT NULL,          -- stands for the importers that read them
    files TEXT NOT NULL             -- JSON: what became of each recording in it
);
INSERT INTO "cache_seen" VALUES('/tmp/tmpbjhdw0ho/2026-03-01.gpx','','0.1.0 1795286982441880219 3.11.7','[["2026-03-01.gpx", "2026-03-01.gpx", -1, -1, "ac94a7a70ff2fe7107cc2f0cc2f93406a5109c2944ef2f878b71638745147659", "imported", null]]');
INSERT INTO "cache_seen" VALUES('/tmp/tmpbjhdw0ho/2026-03-03.gpx','','0.1.0 1795286982441880219 3.11.7','[["2026-03-03.gpx", "2026-03-03.gpx", -1, -1, "c90258a8f5db8f2846bef956b837d9c1c71b7420ca312f5b8e6e626802ef5ebd", "imported", null]]');
INSERT INTO "cache_seen" VALUES('/tmp/tmpbjhdw0ho/2026-03-05.gpx','','0.1.0 1795286982441880219 3.11.7','[["2026-03-05.gpx", "2026-03-05.gpx", -1, -1, "411ac94a25da84d3eee77777768f49aeb13362bfe31c6bccf7b6a07f10965541", "imported", null]]');
INSERT INTO "cache_seen" VALUES('/tmp/tmpbjhdw0ho/2026-03-07.gpx','','0.1.0 1795286982441880219 3.11.7','[["2026-03-07.gpx", "2026-03-07.gpx", -1, -1, "ec108feae8fb3509694583a73d3b2ba1b533190af223f99fd0efa95ea2fcefb4", "imported", null]]');
CREATE TABLE cache_state (token TEXT, changes INTEGER NOT NULL);
INSERT INTO "cache_state" VALUES('75ada11eb5efafd0',18);
CREATE TABLE cache_version (version INTEGER);
INSERT INTO "cache_version" VALUES(13);
CREATE TABLE dropped_win (
            win_id TEXT PRIMARY KEY,
            made_at TEXT NOT NULL
        );
INSERT INTO "dropped_win" VALUES('Wojpedv','2026-11-21T19:12:44+00:00');
CREATE TABLE edit (
            run_no INTEGER NOT NULL REFERENCES run,
            field TEXT NOT NULL,
            value TEXT,
            PRIMARY KEY (run_no, field)
        );
INSERT INTO "edit" VALUES(1,'name','Round the lake');
INSERT INTO "edit" VALUES(1,'is_race','yes');
CREATE TABLE goal (
            name TEXT PRIMARY KEY,
            body TEXT NOT NULL              -- JSON
        );
INSERT INTO "goal" VALUES('City 10K','{"name": "City 10K", "date": "2026-09-06", "distance_m": 10000.0, "set_on": "2026-03-01", "ascent_m": null, "terrain": "road", "time_s": null, "cutoff_s": null, "start": null, "priority": "A", "course_file": null, "runs_per_week": null, "rewards": {}, "start_clock_s": null, "climb_m": null, "descent_m": null, "lat_deg": null, "lon_deg": null, "utc_offset_s": null, "temperature_c": null, "without_stop": false, "edits": []}');
CREATE TABLE gone_win (
            win_id TEXT PRIMARY KEY,
            run_no INTEGER NOT NULL REFERENCES run,
            kind TEXT NOT NULL,
            label TEXT NOT NULL,
            gone_at TEXT NOT NULL,          -- UTC, ISO
            because TEXT NOT NULL,          -- what unmade it, in words
            batch_id TEXT REFERENCES batch ON DELETE CASCADE    -- where an import did
        );
CREATE TABLE import_line (
            batch_id TEXT NOT NULL REFERENCES batch ON DELETE CASCADE,
            source TEXT NOT NULL,           -- as the runner named it
            outcome TEXT NOT NULL,          -- imported, merged, unchanged, skipped, failed
            reason TEXT
        );
INSERT INTO "import_line" VALUES('20261121T191243Z-35b1','2026-03-01.gpx','imported',NULL);
INSERT INTO "import_line" VALUES('20261121T191243Z-35b1','2026-03-03.gpx','imported',NULL);
INSERT INTO "import_line" VALUES('20261121T191243Z-35b1','2026-03-05.gpx','imported',NULL);
INSERT INTO "import_line" VALUES('20261121T191243Z-35b1','2026-03-07.gpx','imported',NULL);
CREATE TABLE measured (recording_id INTEGER PRIMARY KEY REFERENCES recording ON DELETE CASCADE, row TEXT);
INSERT INTO "measured" VALUES(1,'{"book": "road", "distance_m": 1199.1478649845324, "distance_source": "gps", "elapsed_s": 400.0, "timer_s": 400.0, "moving_s": 400.0, "ascent_m": null, "ascent_source": null, "descent_m": null, "nonstop_moving_m": 1199.1478649845324, "nonstop_run_m": 1199.1478649845324, "steady_speed_mps": null, "steady_hr_bpm": null, "highest_m": null, "hidden_drift_m": null, "dark_s": 0.0, "device": "made up", "quality": "good", "quality_reasons": null, "avg_hr_bpm": null, "max_hr_bpm": null, "avg_cadence_spm": null, "avg_temperature_c": null}');
INSERT INTO "measured" VALUES(2,'{"book": "road", "distance_m": 1498.9261500797957, "distance_source": "gps", "elapsed_s": 500.0, "timer_s": 500.0, "moving_s": 500.0, "ascent_m": null, "ascent_source": null, "descent_m": null, "nonstop_moving_m": 1498.9261500797957, "nonstop_run_m": 1498.9261500797957, "steady_speed_mps": null, "steady_hr_bpm": null, "highest_m": null, "hidden_drift_m": null, "dark_s": 0.0, "device": "made up", "quality": "good", "quality_reasons": null, "avg_hr_bpm": null, "max_hr_bpm": null, "avg_cadence_spm": null, "avg_temperature_c": null}');
INSERT INTO "measured" VALUES(3,'{"book": "road", "distance_m": 2398.2934763884145, "distance_source": "gps", "elapsed_s": 800.0, "timer_s": 800.0, "moving_s": 800.0, "ascent_m": null, "ascent_source": null, "descent_m": null, "nonstop_moving_m": 2398.2934763884145, "nonstop_run_m": 2398.2934763884145, "steady_speed_mps": null, "steady_hr_bpm": null, "highest_m": null, "hidden_drift_m": null, "dark_s": 0.0, "device": "made up", "quality": "good", "quality_reasons": null, "avg_hr_bpm": null, "max_hr_bpm": null, "avg_cadence_spm": null, "avg_temperature_c": null}');
INSERT INTO "measured" VALUES(4,'{"book": "road", "distance_m": 899.3583336727462, "distance_source": "gps", "elapsed_s": 300.0, "timer_s": 300.0, "moving_s": 300.0, "ascent_m": null, "ascent_source": null, "descent_m": null, "nonstop_moving_m": 899.3583336727462, "nonstop_run_m": 899.3583336727462, "steady_speed_mps": null, "steady_hr_bpm": null, "highest_m": null, "hidden_drift_m": null, "dark_s": 0.0, "device": "made up", "quality": "good", "quality_reasons": null, "avg_hr_bpm": null, "max_hr_bpm": null, "avg_cadence_spm": null, "avg_temperature_c": null}');
CREATE TABLE measured_climb (recording_id INTEGER NOT NULL REFERENCES recording ON DELETE CASCADE, started_at_m ANY, started_at_s ANY, length_m ANY, gain_m ANY, grade ANY, elapsed_s ANY, vam_m_per_h ANY, start_lat_deg ANY, start_lon_deg ANY, end_lat_deg ANY, end_lon_deg ANY);
CREATE TABLE measured_descent (recording_id INTEGER NOT NULL REFERENCES recording ON DELETE CASCADE, started_at_m ANY, length_m ANY, drop_m ANY, grade ANY);
CREATE TABLE measured_detection (place INTEGER, started_at_m REAL, hill TEXT, from_s REAL, to_s REAL, length_m REAL, gain_m REAL, foot_lat REAL, foot_lon REAL, top_lat REAL, top_lon REAL, number INTEGER);
CREATE TABLE measured_effort (recording_id INTEGER NOT NULL REFERENCES recording ON DELETE CASCADE, distance_m ANY, elapsed_s ANY, started_at_s ANY, started_at_m ANY, net_gain_m ANY, quality ANY, reason ANY, supported ANY);
INSERT INTO "measured_effort" VALUES(1,400,1.33425549405051611982e+02,6.57445059494840045033e+00,1.97058959813675755867e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(1,804.672,2.68413596147633143123e+02,1.58640385236684711145e+00,4.75499950112975877658e+00,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(1,1000,3.33569587844262457573e+02,6.43041215573753355272e+00,1.92741630997502397804e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(2,400,1.33425549405051611982e+02,6.57445059494840045033e+00,1.97058959813675755867e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(2,804.672,2.68413596147633143123e+02,1.58640385236684711145e+00,4.75499950112975877658e+00,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(2,1000,3.33569587844262457573e+02,6.43041215573753355272e+00,1.92741630997502397804e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(3,400,1.33425549405051611982e+02,6.57445059494840045033e+00,1.97058959813675755867e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(3,804.672,2.68413596147633143123e+02,1.58640385236684711145e+00,4.75499950112975877658e+00,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(3,1000,3.33569587844262457573e+02,6.43041215573753355272e+00,1.92741630997502397804e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(3,1609.344,5.36828727172086587419e+02,10,2.99734490308725760598e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(4,400,1.33425549405051611982e+02,6.57445059494840045033e+00,1.97058959813675755867e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(4,804.672,2.68413596147633143123e+02,1.58640385236684711145e+00,4.75499950112975877658e+00,NULL,'ok',NULL,0);
CREATE TABLE measured_pass (place INTEGER, known_place INTEGER, hill TEXT, from_s REAL, to_s REAL, elapsed_s REAL, length_m REAL, gain_m REAL, at_end INTEGER);
CREATE TABLE measured_place (place INTEGER PRIMARY KEY, recording_id INTEGER NOT NULL REFERENCES recording ON DELETE CASCADE);
INSERT INTO "measured_place" VALUES(0,1);
INSERT INTO "measured_place" VALUES(1,2);
INSERT INTO "measured_place" VALUES(2,3);
INSERT INTO "measured_place" VALUES(3,4);
CREATE TABLE measured_route (place INTEGER PRIMARY KEY, route INTEGER, length_m REAL, from_s REAL, to_s REAL, number INTEGER);
INSERT INTO "measured_route" VALUES(0,0,1175.0,66.715,330.237,1);
INSERT INTO "measured_route" VALUES(1,1,1475.0,66.715,430.307,1);
INSERT INTO "measured_route" VALUES(2,2,2375.0,66.715,730.522,1);
INSERT INTO "measured_route" VALUES(3,3,875.0,66.715,230.163,1);
CREATE TABLE measured_way (recording_id INTEGER PRIMARY KEY REFERENCES recording ON DELETE CASCADE, points INTEGER, start_lat REAL, start_lon REAL, end_lat REAL, end_lon REAL, south REAL, west REAL, north REAL, east REAL, way BLOB);
INSERT INTO "measured_way" VALUES(1,120,-41.0,-66.9,-40.9892845,-66.9,-41.0,-66.9,-40.9892845,-66.9,X'52575331785EBBC4C0C050AD54945F5EAC64656864A0A3949C919897979A03E446572BE525E6A62A5929A5E6241614A7A6C4172BE92895541600850C7594F2A01A72138BB395AC803AD3328B8A4B80AC5A1DB8C69CC492F894D47462B4E99A181A4000B2FEFC3C14FD405B7059AB6B666609D51F5BCBC1C9C1CECE4E1249BC624E0E0E4CC540417676DE81012DAD481085D3DA424339E68101C0043B100000BD4D8691');
INSERT INTO "measured_way" VALUES(2,150,-41.0,-66.9,-40.9865831,-66.9,-41.0,-66.9,-40.9865831,-66.9,X'52575331785EBBC4C0C050AD54945F5EAC6465686AA0A3949C919897979A03E446572BE525E6A62A5929A5E6241614A7A6C4172BE92895541600850C7594F2A01A72138BB395AC803AD3328B8A4B80AC5A1DB8C69CC492F894D47462B4E99A181A4000B2FEFC3C14FD405B7059AB6B666609D51F5BCBC1C9C1CECE4E1249BC624E0E0E4CC54041A08D3848A006A00EDEC1085A5A91200AA7B585E6726856C0B9CC83110033CAE003004C4398EC');
INSERT INTO "measured_way" VALUES(3,240,-41.0,-66.9,-40.9784789,-66.9,-41.0,-66.9,-40.9784789,-66.9,X'52575331785EBBC4C0C050AD54945F5EAC64656462A0A3949C919897979A03E446572BE525E6A62A5929A5E6241614A7A6C4172BE92895541600850C7594F2A01A72138BB395AC803AD3328B8A4B80AC5A1DB8C69CC492F894D47462B4E99A181A4000B2FEFC3C14FD405B7059AB6B666609D51F5BCBC1C9C1CECE4E1249BC624E0E0E4CC54041A08D3848A006A00EB8021017E83A7492032EC409723C48079481C72F606379471668694582289CD6169ACBA15941828DF875E296651E590058208D240000103ACFD2');
INSERT INTO "measured_way" VALUES(4,90,-41.0,-66.9,-40.9919859,-66.9,-41.0,-66.9,-40.9919859,-66.9,X'52575331785E3BC7C0C050AD54945F5EAC646569A0A3949C919897979A03E445572BE525E6A62A5929A5E6241614A7A6C4172BE92895541600850C7594F220EA73138BB395AC801AD3328B8A4B80AC5A1DB8BE9CC492F894D4742274E99A181A4000B2F6FC3C14ED404B7058AA6B666609D51E5BCBC1C9C1CECE4E12499C625E5A8196562488C2696DA1488E9956009868680300DC8E7398');
CREATE TABLE migration (name TEXT PRIMARY KEY);
INSERT INTO "migration" VALUES('m001_initial');
INSERT INTO "migration" VALUES('m002_names_of_ways');
INSERT INTO "migration" VALUES('m003_spans');
INSERT INTO "migration" VALUES('m004_words_of_tables');
INSERT INTO "migration" VALUES('m005_undone');
INSERT INTO "migration" VALUES('m006_gone_wins');
CREATE TABLE note (
            note_id INTEGER PRIMARY KEY,
            run_no INTEGER NOT NULL REFERENCES run,
            made_at TEXT NOT NULL,
            text TEXT NOT NULL,
            feel INTEGER
        );
INSERT INTO "note" VALUES(1,2,'2026-11-21T19:12:44+00:00','slept badly',-2);
CREATE TABLE recording (
            recording_id INTEGER PRIMARY KEY,
            run_no INTEGER NOT NULL REFERENCES run,
            batch_id TEXT NOT NULL REFERENCES batch,
            sha256 TEXT NOT NULL,
            part INTEGER NOT NULL,          -- which activity of its file
            start_epoch REAL NOT NULL,      -- seconds, UTC
            facts TEXT NOT NULL,            -- JSON: what the file said, but for the samples
            samples BLOB NOT NULL,
            UNIQUE (sha256, part)
        );
INSERT INTO "recording" VALUES(1,1,'20261121T191243Z-35b1','ac94a7a70ff2fe7107cc2f0cc2f93406a5109c2944ef2f878b71638745147659',0,1772359200.0,'{"source": "2026-03-01.gpx", "source_format": "gpx", "sport": "running", "sub_sport": null, "start_time": "2026-03-01T10:00:00+00:00", "utc_offset_s": -10800, "tz_source": "position", "pauses": [], "totals": {"distance_m": null, "elapsed_s": null, "timer_s": null, "moving_s": null, "ascent_m": null, "avg_hr_bpm": null, "max_hr_bpm": null}, "device": "made up", "altitude_source": null, "name": "Plateau 1200", "note": null, "is_race": false, "problems": [], "laps": [], "sum": 301338201}',X'52575331785EE3666460A8562ACA2F2F56B23231D4514ACE48CCCB4BCD01F2A2AB95F212735395AC945273120B8A5353E28B9574944A2A0B804240857910F5B989C5D94A56063A4A699945C5254056AD0E5C5F4E62497C4A6A3A11BA744D0C0D2000597B7E1E8A76A025382CD53533B3C4D09E98539259529A921A9F0B77006E13C0DA6B636B058804EA4482EE1E348883CB452460A03200009AD16E87');
INSERT INTO "recording" VALUES(2,2,'20261121T191243Z-35b1','c90258a8f5db8f2846bef956b837d9c1c71b7420ca312f5b8e6e626802ef5ebd',0,1772532000.0,'{"source": "2026-03-03.gpx", "source_format": "gpx", "sport": "running", "sub_sport": null, "start_time": "2026-03-03T10:00:00+00:00", "utc_offset_s": -10800, "tz_source": "position", "pauses": [], "totals": {"distance_m": null, "elapsed_s": null, "timer_s": null, "moving_s": null, "ascent_m": null, "avg_hr_bpm": null, "max_hr_bpm": null}, "device": "made up", "altitude_source": null, "name": "Plateau 1500", "note": null, "is_race": false, "problems": [], "laps": [], "sum": 2041655986}',X'52575331785EE3666460A8562ACA2F2F56B23235D4514ACE48CCCB4BCD01F2A2AB95F212735395AC945273120B8A5353E28B9574944A2A0B804240857910F5B989C5D94A56063A4A699945C5254056AD0E5C5F4E62497C4A6A3A11BA744D0C0D2000597B7E1E8A76A025382CD53533B3C4D09E98539259529A921A9F0B77006E13C0DA6B636B054806EA2483EE1E34889FDBD3DDCD453260A0030000BDFD7688');
INSERT INTO "recording" VALUES(3,3,'20261121T191243Z-35b1','411ac94a25da84d3eee77777768f49aeb13362bfe31c6bccf7b6a07f10965541',0,1772704800.0,'{"source": "2026-03-05.gpx", "source_format": "gpx", "sport": "running", "sub_sport": null, "start_time": "2026-03-05T10:00:00+00:00", "utc_offset_s": -10800, "tz_source": "position", "pauses": [], "totals": {"distance_m": null, "elapsed_s": null, "timer_s": null, "moving_s": null, "ascent_m": null, "avg_hr_bpm": null, "max_hr_bpm": null}, "device": "made up", "altitude_source": null, "name": "Plateau 2400", "note": null, "is_race": false, "problems": [], "laps": [], "sum": 968425418}',X'52575331785EE3666460A8562ACA2F2F56B2B230D4514ACE48CCCB4BCD01F2A2AB95F212735395AC945273120B8A5353E28B9574944A2A0B804240857910F5B989C5D94A56063A4A699945C5254056AD0E5C5F4E62497C4A6A3A11BA744D0C0D2000597B7E1E8A76A025382CD53533B3C4D09E98539259529A921A9F0B77006E13C0DA6B636B05A80CD4A90CBA7BD0207E6E4F37010D5C54060C831C000070CB8E8E');
INSERT INTO "recording" VALUES(4,4,'20261121T191243Z-35b1','ec108feae8fb3509694583a73d3b2ba1b533190af223f99fd0efa95ea2fcefb4',0,1772877600.0,'{"source": "2026-03-07.gpx", "source_format": "gpx", "sport": "running", "sub_sport": null, "start_time": "2026-03-07T10:00:00+00:00", "utc_offset_s": -10800, "tz_source": "position", "pauses": [], "totals": {"distance_m": null, "elapsed_s": null, "timer_s": null, "moving_s": null, "ascent_m": null, "avg_hr_bpm": null, "max_hr_bpm": null}, "device": "made up", "altitude_source": null, "name": "Plateau 900", "note": null, "is_race": false, "problems": [], "laps": [], "sum": 116078642}',X'52575331785EE3666460A8562ACA2F2F56B23236D4514ACE48CCCB4BCD01F2A2AB95F212735395AC945273120B8A5353E28B9574944A2A0B804240857910F5B989C5D94A56063A4A699945C5254056AD0E5C5F4E62497C4A6A3A11BA744D0C0D2000597B7E1E8A76A025382CD53533B3C4D09E98539259529A921A9F0B77006E13C0DA6B636B05F00275BCA0BB070DA270B9F002060A0000D8596685');
CREATE TABLE run (
            run_no INTEGER PRIMARY KEY,
            dropped_at TEXT                 -- the runner took it out of the log
        );
INSERT INTO "run" VALUES(1,NULL);
INSERT INTO "run" VALUES(2,NULL);
INSERT INTO "run" VALUES(3,NULL);
INSERT INTO "run" VALUES(4,'2026-11-21T19:12:45+00:00');
CREATE TABLE span (
            span_id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,             -- ill, injured, holiday, block
            first_day TEXT NOT NULL,        -- local, ISO
            last_day TEXT NOT NULL,
            name TEXT NOT NULL              -- the runner's words; may be empty
        );
CREATE TABLE table_word (
            word_id INTEGER PRIMARY KEY,
            recording_id INTEGER NOT NULL REFERENCES recording ON DELETE CASCADE,
            batch_id TEXT NOT NULL REFERENCES batch,
            before TEXT NOT NULL,           -- JSON: the facts that it changed, as they were
            context TEXT NOT NULL           -- JSON: what the table said
        );
CREATE TABLE undone (
            batch_id TEXT PRIMARY KEY,
            undone_at TEXT NOT NULL,        -- UTC, ISO
            last_number INTEGER NOT NULL    -- of any row when it went: those above came later
        );
CREATE TABLE undone_row (
            row_id INTEGER PRIMARY KEY,
            batch_id TEXT NOT NULL REFERENCES undone ON DELETE CASCADE,
            of_table TEXT NOT NULL,
            run_no INTEGER,                 -- where it is of a run
            row TEXT NOT NULL,              -- JSON: its values by name, but for the samples
            samples BLOB
        );
CREATE TABLE way_name (
            run_no INTEGER NOT NULL REFERENCES run,
            at_m REAL,                      -- where its climb up the hill began; NULL for a route
            name TEXT NOT NULL
        );
CREATE INDEX import_line_batch ON import_line (batch_id);
CREATE INDEX recording_start ON recording (start_epoch);
CREATE INDEX recording_run ON recording (run_no);
CREATE INDEX table_word_recording ON table_word (recording_id);
CREATE INDEX undone_row_batch ON undone_row (batch_id);
CREATE INDEX measured_count ON measured (recording_id);
CREATE INDEX measured_effort_owner ON measured_effort (recording_id);
CREATE INDEX measured_climb_owner ON measured_climb (recording_id);
CREATE INDEX measured_descent_owner ON measured_descent (recording_id);
CREATE INDEX measured_ways_0 ON measured_way (start_lat, start_lon, points);
CREATE INDEX measured_ways_1 ON measured_way (south, north, west, east);
CREATE INDEX measured_ways_2 ON measured_place (recording_id);
CREATE INDEX measured_ways_3 ON measured_route (route, number);
CREATE INDEX measured_ways_4 ON measured_detection (place);
CREATE INDEX measured_ways_5 ON measured_detection (number, foot_lat, foot_lon, hill);
CREATE INDEX measured_ways_6 ON measured_detection (hill, number);
CREATE INDEX measured_ways_7 ON measured_pass (place);
CREATE INDEX measured_ways_8 ON measured_pass (known_place);
CREATE INDEX measured_ways_9 ON measured_pass (hill);
CREATE TRIGGER cache_recording_insert AFTER INSERT ON recording BEGIN INSERT OR IGNORE INTO cache_change VALUES (NEW.run_no); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_recording_delete AFTER DELETE ON recording BEGIN INSERT OR IGNORE INTO cache_change VALUES (OLD.run_no); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_recording_update AFTER UPDATE ON recording BEGIN INSERT OR IGNORE INTO cache_change VALUES (OLD.run_no); INSERT OR IGNORE INTO cache_change VALUES (NEW.run_no); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_run_insert AFTER INSERT ON run BEGIN INSERT OR IGNORE INTO cache_change VALUES (NEW.run_no); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_run_delete AFTER DELETE ON run BEGIN INSERT OR IGNORE INTO cache_change VALUES (OLD.run_no); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_run_update AFTER UPDATE ON run BEGIN INSERT OR IGNORE INTO cache_change VALUES (OLD.run_no); INSERT OR IGNORE INTO cache_change VALUES (NEW.run_no); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_edit_insert AFTER INSERT ON edit BEGIN INSERT OR IGNORE INTO cache_change VALUES (NEW.run_no); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_edit_delete AFTER DELETE ON edit BEGIN INSERT OR IGNORE INTO cache_change VALUES (OLD.run_no); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_edit_update AFTER UPDATE ON edit BEGIN INSERT OR IGNORE INTO cache_change VALUES (OLD.run_no); INSERT OR IGNORE INTO cache_change VALUES (NEW.run_no); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_note_insert AFTER INSERT ON note BEGIN INSERT OR IGNORE INTO cache_change VALUES (NEW.run_no); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_note_delete AFTER DELETE ON note BEGIN INSERT OR IGNORE INTO cache_change VALUES (OLD.run_no); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_note_update AFTER UPDATE ON note BEGIN INSERT OR IGNORE INTO cache_change VALUES (OLD.run_no); INSERT OR IGNORE INTO cache_change VALUES (NEW.run_no); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_way_name_insert AFTER INSERT ON way_name BEGIN INSERT OR IGNORE INTO cache_change VALUES (-1); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_way_name_delete AFTER DELETE ON way_name BEGIN INSERT OR IGNORE INTO cache_change VALUES (-1); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_way_name_update AFTER UPDATE ON way_name BEGIN INSERT OR IGNORE INTO cache_change VALUES (-1); INSERT OR IGNORE INTO cache_change VALUES (-1); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_goal_insert AFTER INSERT ON goal BEGIN INSERT OR IGNORE INTO cache_change VALUES (-1); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_goal_delete AFTER DELETE ON goal BEGIN INSERT OR IGNORE INTO cache_change VALUES (-1); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_goal_update AFTER UPDATE ON goal BEGIN INSERT OR IGNORE INTO cache_change VALUES (-1); INSERT OR IGNORE INTO cache_change VALUES (-1); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_dropped_win_insert AFTER INSERT ON dropped_win BEGIN INSERT OR IGNORE INTO cache_change VALUES (-1); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_dropped_win_delete AFTER DELETE ON dropped_win BEGIN INSERT OR IGNORE INTO cache_change VALUES (-1); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_dropped_win_update AFTER UPDATE ON dropped_win BEGIN INSERT OR IGNORE INTO cache_change VALUES (-1); INSERT OR IGNORE INTO cache_change VALUES (-1); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_span_insert AFTER INSERT ON span BEGIN INSERT OR IGNORE INTO cache_change VALUES (-1); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_span_delete AFTER DELETE ON span BEGIN INSERT OR IGNORE INTO cache_change VALUES (-1); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_span_update AFTER UPDATE ON span BEGIN INSERT OR IGNORE INTO cache_change VALUES (-1); INSERT OR IGNORE INTO cache_change VALUES (-1); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_measured_insert AFTER INSERT ON measured BEGIN INSERT OR IGNORE INTO cache_change VALUES ((SELECT run_no FROM recording WHERE recording_id = NEW.recording_id)); UPDATE cache_state SET changes = changes + 1; END;
CREATE TRIGGER cache_measured_update AFTER UPDATE ON measured BEGIN INSERT OR IGNORE INTO cache_change VALUES ((SELECT run_no FROM recording WHERE recording_id = NEW.recording_id)); UPDATE cache_state SET changes = changes + 1; END;
COMMIT;
